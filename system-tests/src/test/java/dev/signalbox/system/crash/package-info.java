/** The four services' cores on a real broker, killed at every boundary and started again. */
@NullMarked
package dev.signalbox.system.crash;

import org.jspecify.annotations.NullMarked;
