/** A running signalbox: found, started, asked and listened to. */
@NullMarked
package dev.signalbox.cli.server;

import org.jspecify.annotations.NullMarked;
