@NullMarked
package dev.signalbox.transfer;

import org.jspecify.annotations.NullMarked;
