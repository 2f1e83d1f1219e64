package dev.signalbox.cli.text;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a plan ended, for a person and for the caller's script.
 *
 * @param exit the command's exit status
 * @param lines what is said about it
 */
public record Ending(int exit, List<Line> lines) {

    /** What migrations lack. */
    private static final Set<String> WANTING =
            Set.of("missing-down", "missing-up", "missing-dependency", "missing-class");

    public Ending {
        lines = List.copyOf(lines);
    }

    /**
     * @param state the final one that the planner names
     * @param view the plan as the planner shows it, for its findings
     * @param last the data of the run's last event, absent when it never ran
     */
    public static Ending of(String state, Node view, Node last) {
        var plan = view.text("plan");
        var database = view.text("database");
        return switch (state) {
            case "COMPLETED" -> new Ending(Exit.DONE, List.of(completed(view, last)));
            case "PROPOSED" -> new Ending(Exit.DONE, List.of(proposed(view)));
            case "AWAITING_APPROVAL" ->
                    new Ending(
                            Exit.WAITS_FOR_APPROVAL,
                            List.of(
                                    Line.warning(
                                            "Plan "
                                                    + plan
                                                    + " waits for approval: the environment"
                                                    + " requires it, or the request did. Nothing"
                                                    + " was changed."),
                                    Line.plain(
                                            "Approving does not exist yet in this version; an"
                                                    + " environment with requireApproval: false"
                                                    + " carries plans out at once.")));
            case "REFUSED" -> refused(view, last);
            case "SUPERSEDED" ->
                    new Ending(
                            Exit.FINDINGS,
                            List.of(
                                    Line.warning(
                                            "Plan "
                                                    + plan
                                                    + " was superseded by a newer one for "
                                                    + database
                                                    + "; follow that: signalbox watch")));
            case "FAILED" -> new Ending(Exit.FAILED, failed(view, last));
            case "ROLLED_BACK" -> new Ending(Exit.FAILED, rolledBack(view, last));
            case "CANCELLED" -> new Ending(Exit.FAILED, cancelled(view, last));
            case "NEEDS_OPERATOR" -> new Ending(Exit.NEEDS_OPERATOR, needsOperator(view, last));
            default ->
                    new Ending(
                            Exit.FAILED,
                            List.of(Line.bad("Plan " + plan + " ended as " + state + ".")));
        };
    }

    private static Line completed(Node view, Node run) {
        var planned = view.get("document").text("toVersion", "none");
        var text = new StringBuilder(view.text("database")).append(" is at version ");
        text.append(run.text("version", planned)).append('.');
        if (run.has("duration")) {
            text.append(" It took ").append(Amounts.duration(run.text("duration")));
            var rows = run.number("rows");
            text.append(rows > 0 ? ", " + Amounts.count(rows, "row", "rows") : "").append('.');
        }
        return Line.good(text.toString());
    }

    private static Line proposed(Node view) {
        return view.get("document").items("steps").isEmpty() && view.has("document")
                ? Line.good("Nothing to do: " + view.text("database") + " is where it should be.")
                : Line.plain("Only planned: nothing was changed.");
    }

    private static Ending refused(Node view, Node last) {
        var findings =
                view.items("findings").isEmpty() ? last.items("findings") : view.items("findings");
        var lines = new ArrayList<Line>();
        lines.add(Line.bad("Refused, and nothing was changed:"));
        lines.addAll(FindingText.lines(findings));
        return new Ending(refusalExit(findings), lines);
    }

    private static boolean isOfAFile(String where) {
        return where.contains(".sql")
                || where.startsWith("hooks/")
                || where.startsWith("checks/")
                || where.startsWith("transformations/");
    }

    /** What the asker got wrong is wrong usage; what stands in the database's way is a finding. */
    static int refusalExit(List<Node> findings) {
        var errors = findings.stream().filter(FindingText::isError).toList();
        return !errors.isEmpty() && errors.stream().allMatch(Ending::isWrongRequest)
                ? Exit.USAGE
                : Exit.FINDINGS;
    }

    private static boolean isWrongRequest(Node finding) {
        var code = finding.text("code");
        // Of the project: it was named rightly, and what is in it stands in the way.
        if (isOfAFile(finding.text("where")) || WANTING.contains(code)) {
            return false;
        }
        return code.startsWith("unknown-")
                || code.startsWith("invalid-")
                || code.startsWith("missing-")
                || code.equals("wrong-environment");
    }

    private static List<Line> failed(Node view, Node run) {
        var lines = new ArrayList<Line>();
        lines.add(Line.bad("The run failed: " + error(view, run)));
        if (run.isPresent()) {
            lines.add(Line.plain(undone(run) + run.text("state")));
        }
        lines.addAll(WaysOut.lines(view, view.text("database")));
        lines.add(mend(view));
        return lines;
    }

    private static String undone(Node run) {
        if (!run.flag("rollbackPerformed")) {
            return "It was not rolled back. ";
        }
        return "The failing step was rolled back"
                + (run.has("how") ? ", by " + EventText.way(run.text("how")) : "")
                + "; earlier ones stand. ";
    }

    private static List<Line> rolledBack(Node view, Node run) {
        var way = run.has("how") ? ", by " + EventText.way(run.text("how")) : "";
        return List.of(
                Line.bad("The run failed: " + error(view, run)),
                Line.good("All that it had done is rolled back" + way + ". " + run.text("state")),
                mend(view));
    }

    private static Line mend(Node view) {
        return Line.plain(
                "See `signalbox logs "
                        + view.text("plan")
                        + " --errors`; mend the migration and run `signalbox up "
                        + view.text("database")
                        + "` again.");
    }

    private static List<Line> cancelled(Node view, Node run) {
        return List.of(
                Line.warning(
                        "Plan "
                                + view.text("plan")
                                + " was cancelled"
                                + EventText.because(run)
                                + "."),
                Line.plain(
                        run.text(
                                "state", "See `signalbox status " + view.text("database") + "`.")));
    }

    private static List<Line> needsOperator(Node view, Node run) {
        var lines = new ArrayList<Line>();
        lines.add(Line.bad("An operator is needed: " + error(view, run)));
        lines.add(Line.plain(run.text("state")));
        lines.addAll(WaysOut.lines(view, view.text("database")));
        lines.add(
                Line.plain(
                        "See `signalbox status "
                                + view.text("database")
                                + " --verbose` and `signalbox logs "
                                + view.text("plan")
                                + " --errors`."));
        return lines;
    }

    private static String error(Node view, Node run) {
        return run.text("error", view.get("run").text("error", "no reason was given"));
    }
}
