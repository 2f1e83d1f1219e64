/** Plans: which steps lead from here to there, how long, how risky, and whether they may run. */
@NullMarked
package dev.signalbox.planner.domain;

import org.jspecify.annotations.NullMarked;
