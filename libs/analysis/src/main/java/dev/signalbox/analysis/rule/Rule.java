package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;

/** Looks at one migration for one thing. Knows nothing of other calls; used by several threads. */
public interface Rule {

    RuleDescription description();

    void check(Replayed migration, Project project, Reporter report);
}
