/** The way in: what arrives is acted on once, whatever is delivered twice. */
@NullMarked
package dev.signalbox.runtime.inbox;

import org.jspecify.annotations.NullMarked;
