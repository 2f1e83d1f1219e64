/** Takes the snapshots. */
@NullMarked
package dev.signalbox.backup.work;

import org.jspecify.annotations.NullMarked;
