/** SQLite's SQL: its tokens, its statements, and what each statement does. */
@NullMarked
package dev.signalbox.sql.sqlite;

import org.jspecify.annotations.NullMarked;
