/** Requests for snapshots, from operators and from runs. */
@NullMarked
package dev.signalbox.backup.messaging;

import org.jspecify.annotations.NullMarked;
