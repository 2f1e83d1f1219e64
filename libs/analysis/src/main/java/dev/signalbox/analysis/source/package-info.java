/** The files as they were written, what is said about places in them, and how to change them. */
@NullMarked
package dev.signalbox.analysis.source;

import org.jspecify.annotations.NullMarked;
