/** New migrations, written as the project writes them. */
@NullMarked
package dev.signalbox.cli.create;

import org.jspecify.annotations.NullMarked;
