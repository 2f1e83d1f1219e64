/** Migrations run by a real SQLite in memory, one after the other, and what came of each. */
@NullMarked
package dev.signalbox.analysis.replay;

import org.jspecify.annotations.NullMarked;
