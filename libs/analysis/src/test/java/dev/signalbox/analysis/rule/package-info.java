@NullMarked
package dev.signalbox.analysis.rule;

import org.jspecify.annotations.NullMarked;
