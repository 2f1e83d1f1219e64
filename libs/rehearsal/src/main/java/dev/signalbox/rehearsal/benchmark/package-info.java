/** Measures migrations on filled databases, and compares with the last time. */
@NullMarked
package dev.signalbox.rehearsal.benchmark;

import org.jspecify.annotations.NullMarked;
