/** Requests for snapshots and for copies of them, from operators and from runs. */
@NullMarked
package dev.signalbox.backup.messaging;

import org.jspecify.annotations.NullMarked;
