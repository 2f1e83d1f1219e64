/** Threads that work until nothing is left, then wait to be woken. */
@NullMarked
package dev.signalbox.runtime.work;

import org.jspecify.annotations.NullMarked;
