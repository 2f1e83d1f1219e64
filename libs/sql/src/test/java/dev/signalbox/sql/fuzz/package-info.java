/** Damaged and invented projects, and what must hold for the readers whatever a file holds. */
@NullMarked
package dev.signalbox.sql.fuzz;

import org.jspecify.annotations.NullMarked;
