/** What carries a service, tried on real stores and a real broker. */
@NullMarked
package dev.signalbox.runtime.channels;

import org.jspecify.annotations.NullMarked;
