/** Takes the snapshots, verifies them, and lays down copies for restores. */
@NullMarked
package dev.signalbox.backup.work;

import org.jspecify.annotations.NullMarked;
