/** A plan, followed to its end, and what is said when somebody interrupts. */
@NullMarked
package dev.signalbox.cli.follow;

import org.jspecify.annotations.NullMarked;
