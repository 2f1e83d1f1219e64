package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import java.util.ArrayList;
import java.util.List;

/** What an actor may not ask for, what must be said, and what contradicts the settings. */
final class Permissions {

    private Permissions() {}

    static List<Finding> missing(Situation situation) {
        var findings = new ArrayList<Finding>();
        if (!situation.authenticated()) {
            claimed(situation, findings);
        }
        // Who only looks leaves nothing on record that wants one.
        if (!situation.options().dryRunOnly()
                && wantsReason(situation.request().goal())
                && isBlank(situation.request().reason())) {
            findings.add(
                    Finding.error(
                            "missing-reason",
                            "reason",
                            "It is not said why",
                            "Give a reason (--reason): it stands on the record."));
        }
        var options = situation.options();
        var expected = options.environment();
        if (expected != null && !expected.equals(situation.environment())) {
            findings.add(
                    Finding.error(
                            "wrong-environment",
                            "options.environment",
                            "%s belongs to the environment '%s', not '%s'"
                                    .formatted(
                                            situation.request().database(),
                                            situation.environment(),
                                            expected),
                            "Name the environment that is meant, or the database that belongs to it."));
        }
        var pause = options.pauseBetweenSteps();
        if (pause != null && pause.isNegative()) {
            findings.add(
                    Finding.error(
                            "invalid-field",
                            "options.pauseBetweenSteps",
                            "A pause of " + pause + " is less than none",
                            "Give a positive duration, such as PT2S."));
        }
        return findings;
    }

    private static void claimed(Situation situation, List<Finding> findings) {
        var options = situation.options();
        if (options.forced()) {
            findings.add(claimed(situation, "options.force", "to pass warnings and drift"));
        }
        if (Boolean.TRUE.equals(options.skipBackup()) && !situation.policy().skipBackup()) {
            findings.add(claimed(situation, "options.skipBackup", "to go without the snapshot"));
        }
        if (Boolean.TRUE.equals(options.skipSave())) {
            findings.add(claimed(situation, "options.skipSave", "to lose what a way back drops"));
        }
        switch (situation.request().goal()) {
            case Goal.RestoreTo g ->
                    findings.add(claimed(situation, "goal.restoreTo", "for a restore"));
            case Goal.Repair g ->
                    findings.add(claimed(situation, "goal.repair", "to mend the ledger"));
            case Goal.MarkApplied g ->
                    findings.add(claimed(situation, "goal.markApplied", "to mend the ledger"));
            case Goal.Tag g -> findings.add(claimed(situation, "goal.tag", "to name a version"));
            case Goal.Release g ->
                    findings.add(claimed(situation, "goal.release", "to name a version"));
            case Goal.Adopt g ->
                    findings.add(claimed(situation, "goal.adopt", "to mend the ledger"));
            case Goal.Transform g -> {}
            case Goal.MigrateTo g -> {}
            case Goal.RevertTo g -> {}
        }
    }

    private static boolean wantsReason(Goal goal) {
        return switch (goal) {
            case Goal.RestoreTo g -> true;
            case Goal.Repair g -> true;
            case Goal.MarkApplied g -> true;
            case Goal.Tag g -> false;
            case Goal.Release g -> false;
            case Goal.Adopt g -> false;
            case Goal.Transform g -> false;
            case Goal.MigrateTo g -> false;
            case Goal.RevertTo g -> false;
        };
    }

    private static boolean isBlank(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Finding claimed(Situation situation, String where, String what) {
        return Finding.error(
                "not-allowed-for-claimed-actor",
                where,
                "A request whose actor is only claimed may not ask " + what,
                "Ask through REST or 'signalbox %s', where the actor is authenticated."
                        .formatted(command(situation.request().goal())));
    }

    private static String command(Goal goal) {
        return switch (goal) {
            case Goal.MigrateTo g -> "up";
            case Goal.RevertTo g -> "down";
            case Goal.RestoreTo g -> "restore";
            case Goal.Repair g -> "repair";
            case Goal.MarkApplied g -> "mark-applied";
            case Goal.Tag g -> "tag";
            case Goal.Release g -> "release";
            case Goal.Adopt g -> "adopt";
            case Goal.Transform g -> "transform";
        };
    }
}
