/** A service on Quarkus: what all four have in common, and nothing of what only one does. */
@NullMarked
package dev.signalbox.runtime;

import org.jspecify.annotations.NullMarked;
