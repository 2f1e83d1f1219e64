package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a database stands. */
public final class StatusText {

    private static final int PENDING_NAMED = 5;

    private StatusText() {}

    /**
     * @param status a database as the planner shows it
     */
    public static List<Line> lines(Node status, boolean verbose, Times times) {
        var lines = new ArrayList<Line>();
        lines.add(
                Line.strong(
                        status.text("id")
                                + "  "
                                + status.text("engine")
                                + ", "
                                + status.text("environment")));
        if (verbose) {
            lines.add(Line.plain("  address    " + status.text("url")));
            lines.add(Line.plain("  folder     " + status.text("migrations")));
        }
        if (!status.flag("exists")) {
            lines.add(Line.plain("  version    none: the database does not exist yet"));
        } else {
            lines.add(Line.plain("  version    " + version(status)));
        }
        applied(status, verbose, times, lines);
        pending(status, verbose, lines);
        for (var failure : status.items("failures")) {
            lines.add(
                    Line.bad(
                            "  failed     "
                                    + failure.text("migration")
                                    + " at "
                                    + times.moment(failure.text("at"))
                                    + ": "
                                    + failure.text("error")));
        }
        rollbacks(status.items("rollbacks"), verbose, times, lines);
        if (verbose) {
            for (var rule : status.items("transformations")) {
                var text = "  transform  " + rule.text("rule") + "  ";
                lines.add(Line.warning(text + RuleText.standing(rule.get("lastRun"), times)));
            }
        }
        for (var difference : status.items("drift")) {
            lines.add(Line.bad("  drift      " + difference.text()));
        }
        lines.addAll(LockText.lines(status, verbose, times));
        run(status, lines);
        var plan = status.get("lastPlan");
        if (plan.isPresent()) {
            lines.add(Line.plain("  last plan  " + plan.text("plan") + "  " + plan.text("state")));
        }
        lines.addAll(FindingText.lines(status.items("findings")));
        return lines;
    }

    /** Something that an operator should look at. */
    public static boolean hasFindings(Node status) {
        return !status.items("drift").isEmpty()
                || status.items("findings").stream().anyMatch(FindingText::isError)
                || status.items("applied").stream().anyMatch(StatusText::isOdd);
    }

    private static boolean isOdd(Node applied) {
        return !applied.text("checksum", "ok").equals("ok");
    }

    private static String version(Node status) {
        var applied = status.items("applied");
        return status.text("version", "none")
                + (applied.isEmpty() ? "" : " (" + applied.getLast().text("migration") + ")");
    }

    private static void applied(Node status, boolean verbose, Times times, List<Line> lines) {
        var applied = status.items("applied");
        lines.add(
                Line.plain(
                        "  applied    "
                                + Amounts.count(applied.size(), "migration", "migrations")));
        for (var migration : applied) {
            if (verbose || isOdd(migration)) {
                var text =
                        "             "
                                + migration.text("migration")
                                + "  "
                                + times.moment(migration.text("appliedAt"))
                                + "  "
                                + migration.number("durationMillis")
                                + " ms  "
                                + checksum(migration.text("checksum", "ok"))
                                + names(migration, times);
                lines.add(isOdd(migration) ? Line.warning(text) : Line.plain(text));
            }
        }
    }

    private static String names(Node migration, Times times) {
        var release = migration.get("release");
        return (migration.has("tag") ? "  tag " + migration.text("tag") : "")
                + (release.isPresent()
                        ? "  release '%s' of %s%s"
                                .formatted(
                                        release.text("name"),
                                        times.moment(release.text("at")),
                                        release.has("by") ? " by " + release.text("by") : "")
                        : "");
    }

    private static String checksum(String word) {
        return switch (word) {
            case "changed" -> "the file was changed since";
            case "file-missing" -> "the file is missing";
            default -> word;
        };
    }

    private static void pending(Node status, boolean verbose, List<Line> lines) {
        var pending = status.items("pending");
        lines.add(
                Line.plain(
                        "  pending    "
                                + (pending.isEmpty()
                                        ? "none"
                                        : Amounts.count(
                                                pending.size(), "migration", "migrations"))));
        var shown = verbose ? pending.size() : Math.min(pending.size(), PENDING_NAMED);
        for (var migration : pending.subList(0, shown)) {
            lines.add(Line.plain("             " + migration.text("migration")));
        }
        if (shown < pending.size()) {
            lines.add(
                    Line.plain(
                            "             and "
                                    + (pending.size() - shown)
                                    + " more; --verbose names them"));
        }
    }

    private static void rollbacks(
            List<Node> rollbacks, boolean verbose, Times times, List<Line> lines) {
        var shown = verbose ? rollbacks.size() : Math.min(1, rollbacks.size());
        for (var rollback : rollbacks.subList(0, shown)) {
            var failed = rollback.text("error");
            var text =
                    "  rollback   "
                            + rollback.text("migration")
                            + " at "
                            + times.moment(rollback.text("at"))
                            + ", by "
                            + EventText.way(rollback.text("how").toUpperCase(Locale.ROOT))
                            + (failed.isEmpty() ? "" : ", failed: " + failed)
                            + EventText.because(rollback);
            lines.add(failed.isEmpty() ? Line.plain(text) : Line.bad(text));
        }
    }

    /** A run that is not over, or failed, with what can be done with it. */
    private static void run(Node status, List<Line> lines) {
        var run = status.get("run");
        if (run.isPresent()) {
            var text = "  run        " + run.text("plan") + "  " + run.text("state");
            lines.add(isTrouble(run.text("state")) ? Line.bad(text) : Line.warning(text));
            for (var way : WaysOut.lines(run, status.text("id"))) {
                lines.add(new Line(way.tone(), "           " + way.text()));
            }
        }
    }

    private static boolean isTrouble(String state) {
        return state.equals("FAILED") || state.equals("NEEDS_OPERATOR") || state.equals("FAILING");
    }
}
