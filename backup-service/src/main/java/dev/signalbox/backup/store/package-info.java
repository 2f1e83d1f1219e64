/** Jobs in the service's store, and the snapshots themselves in their folders. */
@NullMarked
package dev.signalbox.backup.store;

import org.jspecify.annotations.NullMarked;
