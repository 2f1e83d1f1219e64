/** Tests of SQLite behind the ports. */
@NullMarked
package dev.signalbox.database.sqlite;

import org.jspecify.annotations.NullMarked;
