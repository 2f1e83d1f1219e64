/** Measures how fast Signalbox is, as its users meet it, beside the figures that it shall keep. */
@NullMarked
package dev.signalbox.benchmarks;

import org.jspecify.annotations.NullMarked;
