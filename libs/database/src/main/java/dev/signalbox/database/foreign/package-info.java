/** Histories that other migration tools keep in a database, read without their tools. */
@NullMarked
package dev.signalbox.database.foreign;

import org.jspecify.annotations.NullMarked;
