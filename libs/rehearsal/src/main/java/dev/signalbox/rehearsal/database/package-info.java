/** Databases that are made for a rehearsal, moved by a project's migrations, and thrown away. */
@NullMarked
package dev.signalbox.rehearsal.database;

import org.jspecify.annotations.NullMarked;
