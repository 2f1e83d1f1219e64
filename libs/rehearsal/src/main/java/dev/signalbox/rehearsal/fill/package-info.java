/** Believable rows for any table, by its schema alone. */
@NullMarked
package dev.signalbox.rehearsal.fill;

import org.jspecify.annotations.NullMarked;
