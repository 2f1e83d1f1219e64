/** Snapshots and copies for restores that are wanted, from the request to what came of it. */
@NullMarked
package dev.signalbox.backup.domain;

import org.jspecify.annotations.NullMarked;
