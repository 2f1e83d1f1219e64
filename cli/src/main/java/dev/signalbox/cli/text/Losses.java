package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan drops or overwrites.
 *
 * @param lines everything, with what is saved first and what is not
 * @param sentence the sum, as the beginning of a sentence; empty when there is nothing
 */
public record Losses(List<Line> lines, String sentence) {

    public Losses {
        lines = List.copyOf(lines);
    }

    public boolean any() {
        return !sentence.isEmpty();
    }

    /**
     * @param document of a plan
     */
    public static Losses of(Node document) {
        var found = new Found(document.text("database"));
        for (var step : document.items("steps")) {
            switch (step.text("kind")) {
                case "revertScript" -> found.revert(step);
                case "restore" -> found.restore(step);
                case "repairHistory" -> found.repair(step);
                case "markApplied", "adopt" ->
                        found.lines.add(Line.plain("  " + step.text("sentence")));
                case "backfill" -> {
                    if (step.flag("takesBack")) {
                        found.lines.add(Line.plain("  " + step.text("sentence")));
                    }
                }
                default -> {
                    // Snapshots, checks and hooks lose nothing that is known.
                }
            }
        }
        return new Losses(found.lines, String.join("; ", found.sums()));
    }

    private static final class Found {

        private final String database;
        private final List<Line> lines = new ArrayList<>();
        private int destroying;
        private int unknown;
        private int checksums;
        private boolean whole;

        Found(String database) {
            this.database = database;
        }

        void revert(Node step) {
            var migration = step.text("migration");
            if (!step.has("file")) {
                lines.add(
                        Line.warning(
                                "  "
                                        + migration
                                        + " has no DOWN section: it is only taken off the record,"
                                        + " what it made stays"));
                return;
            }
            var effects = EffectText.parts(step);
            for (var effect : effects) {
                lines.add(Line.warning("  " + migration + " " + effect));
            }
            if (!effects.isEmpty()) {
                destroying++;
                lines.add(saved(step, "that"));
            } else if (!step.flag("tried")) {
                unknown++;
                lines.add(
                        Line.warning(
                                "  "
                                        + migration
                                        + " could not be tried on a copy: what it drops or"
                                        + " overwrites is not known"));
                lines.add(saved(step, "everything that it may touch"));
            } else {
                lines.add(Line.plain("  " + migration + " drops and overwrites nothing"));
            }
        }

        private static Line saved(Node step, String what) {
            if (step.flag("saves") && EffectText.anyUnsavable(step)) {
                return Line.bad(
                        "      what cannot be saved is gone for good; the rest is saved first");
            }
            return step.flag("saves")
                    ? Line.plain(
                            "      "
                                    + what
                                    + " is saved first; applying "
                                    + step.text("migration")
                                    + " again brings it back")
                    : Line.bad("      " + what + " is NOT saved: it is gone for good");
        }

        void restore(Node step) {
            whole = true;
            var from =
                    step.has("snapshot") ? "snapshot " + step.text("snapshot") : step.text("file");
            lines.add(
                    Line.warning(
                            "  all of "
                                    + database
                                    + " is overwritten by "
                                    + from
                                    + ", version "
                                    + step.text("version", "none")));
            lines.addAll(StepText.rows(step, "      "));
        }

        void repair(Node step) {
            checksums++;
            lines.add(Line.warning("  " + step.text("sentence")));
            for (var difference : step.items("differences")) {
                lines.add(Line.plain("      " + difference.text()));
            }
        }

        List<String> sums() {
            var sums = new ArrayList<String>();
            if (destroying > 0) {
                sums.add(
                        "The DOWN of "
                                + Amounts.count(destroying, "migration", "migrations")
                                + " of "
                                + database
                                + " drops or overwrites the above");
            }
            if (unknown > 0) {
                sums.add(
                        "What the DOWN of "
                                + Amounts.count(unknown, "migration", "migrations")
                                + " of "
                                + database
                                + " drops or overwrites is not known");
            }
            if (whole) {
                sums.add("What was written to " + database + " since then is overwritten");
            }
            if (checksums > 0) {
                sums.add(
                        Amounts.count(checksums, "checksum", "checksums")
                                + " in the history of "
                                + database
                                + " would be overwritten");
            }
            return sums;
        }
    }
}
