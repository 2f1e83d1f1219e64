/** Runs: what a plan being carried out may become, and the events that tell of it. No I/O. */
@NullMarked
package dev.signalbox.executor.domain;

import org.jspecify.annotations.NullMarked;
