/** The command that operators type: where it begins, what it prints to and how it ends. */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
