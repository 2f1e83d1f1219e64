/** Projects, processes and clients for tests of the whole. */
@NullMarked
package dev.signalbox.system.harness;

import org.jspecify.annotations.NullMarked;
