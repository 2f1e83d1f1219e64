/** The way out: written with the state, relayed in order per key, never lost. */
@NullMarked
package dev.signalbox.runtime.outbox;

import org.jspecify.annotations.NullMarked;
