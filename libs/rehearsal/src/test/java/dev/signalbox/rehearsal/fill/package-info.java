@NullMarked
package dev.signalbox.rehearsal.fill;

import org.jspecify.annotations.NullMarked;
