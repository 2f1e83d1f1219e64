/** Runs, bundles and leases in the executor's own store. */
@NullMarked
package dev.signalbox.executor.store;

import org.jspecify.annotations.NullMarked;
