/** The trail, on a real store and a real broker. */
@NullMarked
package dev.signalbox.audit.messaging;

import org.jspecify.annotations.NullMarked;
