/** Puts the backup service together. */
@NullMarked
package dev.signalbox.backup.config;

import org.jspecify.annotations.NullMarked;
