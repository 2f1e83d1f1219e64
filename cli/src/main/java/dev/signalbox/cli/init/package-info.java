/** What {@code init} recognises in a folder, and what it adds to it. */
@NullMarked
package dev.signalbox.cli.init;

import org.jspecify.annotations.NullMarked;
