@NullMarked
package dev.signalbox.analysis;

import org.jspecify.annotations.NullMarked;
