/** The rules: each looks at one migration that was replayed. */
@NullMarked
package dev.signalbox.analysis.rule;

import org.jspecify.annotations.NullMarked;
