package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

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
        for (var difference : status.items("drift")) {
            lines.add(Line.bad("  drift      " + difference.text()));
        }
        lock(status.get("lock"), times, lines);
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
                                + checksum(migration.text("checksum", "ok"));
                lines.add(isOdd(migration) ? Line.warning(text) : Line.plain(text));
            }
        }
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

    private static void lock(Node lock, Times times, List<Line> lines) {
        if (lock.isPresent()) {
            lines.add(
                    Line.warning(
                            "  lock       "
                                    + lock.text("holder")
                                    + " since "
                                    + times.moment(lock.text("since"))
                                    + (lock.flag("expired") ? ", expired at " : ", until ")
                                    + times.moment(lock.text("until"))));
        }
    }
}
