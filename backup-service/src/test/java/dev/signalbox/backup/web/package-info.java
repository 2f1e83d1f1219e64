/** Snapshots of real databases, and every way in which one can fail. */
@NullMarked
package dev.signalbox.backup.web;

import org.jspecify.annotations.NullMarked;
