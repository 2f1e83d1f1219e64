/** Transformations of rows: the rules of a project, and the drive of their batches. */
@NullMarked
package dev.signalbox.transfer;

import org.jspecify.annotations.NullMarked;
