/** Text to meaning: what a SQL script says, statement by statement, with its place in the file. */
@NullMarked
package dev.signalbox.sql;

import org.jspecify.annotations.NullMarked;
