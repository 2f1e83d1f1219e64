/** The working core: leases runs and carries their steps out. Needs no container. */
@NullMarked
package dev.signalbox.executor.work;

import org.jspecify.annotations.NullMarked;
