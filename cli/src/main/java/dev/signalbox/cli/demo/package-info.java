/** The whole journey on a fresh sample, which checks itself. */
@NullMarked
package dev.signalbox.cli.demo;

import org.jspecify.annotations.NullMarked;
