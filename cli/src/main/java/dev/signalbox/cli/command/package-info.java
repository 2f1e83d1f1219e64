/** One class a command, thin. */
@NullMarked
package dev.signalbox.cli.command;

import org.jspecify.annotations.NullMarked;
