/** Tests of a managed database against real SQLite files. */
@NullMarked
package dev.signalbox.database;

import org.jspecify.annotations.NullMarked;
