/** What {@code benchmark} measured: shown, kept, and compared with the last time. */
@NullMarked
package dev.signalbox.cli.benchmark;

import org.jspecify.annotations.NullMarked;
