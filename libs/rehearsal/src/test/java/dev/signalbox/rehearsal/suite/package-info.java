@NullMarked
package dev.signalbox.rehearsal.suite;

import org.jspecify.annotations.NullMarked;
