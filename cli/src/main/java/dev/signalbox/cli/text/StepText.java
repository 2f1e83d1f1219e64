package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A step of a plan, with all that concerns it. */
final class StepText {

    private static final int TABLES_NAMED = 12;

    private final Node step;
    private final List<Line> lines = new ArrayList<>();

    private StepText(Node step) {
        this.step = step;
    }

    static List<Line> lines(Node step) {
        var text = new StepText(step);
        text.lines.add(Line.strong("[" + step.text("id") + "] " + step.text("sentence")));
        text.ofItsKind();
        text.ofEveryKind();
        return text.lines;
    }

    private void ofItsKind() {
        switch (step.text("kind")) {
            case "applyScript" -> {
                field("file", file());
                field("locks", step.text("locks", "none"));
            }
            case "revertScript" -> revert();
            case "restore" -> restore();
            case "backfill" -> backfill();
            case "check" -> check();
            case "healthCheck" -> healthCheck();
            case "hook" -> hook();
            case "repairHistory" -> repair();
            case "markApplied" -> {
                field("file", step.text("file"));
                field("assertion", step.text("assertion", "none: its word is taken for it"));
            }
            case "nameVersion" -> {
                field("version", step.text("version"));
                field("moved from", step.text("movedFrom"));
                field("in place of", step.text("replaces"));
            }
            case "adopt" -> {
                field("file", step.text("file", "none: it stands for what was before it"));
                field("from", step.text("from"));
            }
            default -> {
                // What every step has is enough for the rest, snapshots among them.
            }
        }
    }

    private void ofEveryKind() {
        field("estimate", PlanText.estimate(step.get("estimate")));
        lines.add(PlanText.risk(step.get("risk"), label("risk")));
        field("undo", step.text("undo"));
        if (step.has("reversible") && !step.text("kind").equals("backfill")) {
            field(
                    "reversible",
                    step.flag("reversible")
                            ? "yes, " + subject() + " has a DOWN section"
                            : "no, " + subject() + " has no DOWN section");
        }
        var checksum = step.get("checksum");
        if (checksum.isPresent()) {
            field("checksum", checksum.text("algorithm") + " " + checksum.text("hex"));
        }
    }

    private String subject() {
        return step.has("javaClass") ? "the class" : "the file";
    }

    private String file() {
        var rows = step.number("expectedRows");
        return step.text("file")
                + (step.has("javaClass")
                        ? ", class " + step.text("javaClass")
                        : ", "
                                + Amounts.count(
                                        step.number("statements"), "statement", "statements"))
                + (rows == 0 ? "" : ", about " + Amounts.count(rows, "row", "rows"));
    }

    private void revert() {
        if (!step.has("file")) {
            lines.add(
                    Line.warning(
                            label("file")
                                    + "none: the migration is only taken off the record, what it"
                                    + " made stays"));
            return;
        }
        field("file", file());
        field("locks", step.text("locks", "none"));
        for (var effect : EffectText.parts(step)) {
            lines.add(Line.warning(label("effect") + effect));
        }
        if (!step.flag("tried")) {
            lines.add(Line.warning(label("effect") + "not known: it could not be tried on a copy"));
        }
        lines.add(saved());
        if (step.has("rollbackSafe")) {
            lines.add(safe());
        }
    }

    private Line saved() {
        if (!step.flag("saves")) {
            return Line.warning(label("saved") + "no: what it drops is gone for good");
        }
        return EffectText.anyUnsavable(step)
                ? Line.warning(label("saved") + "first, but for what cannot be saved")
                : Line.plain(label("saved") + "first; applying it again brings it back");
    }

    private Line safe() {
        if (step.flag("rollbackSafe")) {
            return Line.plain(
                    label("safe") + "yes: it ran on a copy, and loses nothing that is not saved");
        }
        return Line.warning(
                label("safe")
                        + (step.flag("tried")
                                ? "no: it loses what is not saved"
                                : "no: it could not be tried on a copy"));
    }

    private void restore() {
        field("snapshot", step.text("snapshot"));
        field("file", step.text("file"));
        field("version", step.text("version", "none"));
        field("locks", step.text("locks", "none"));
        lines.addAll(rows(step, label("rows")));
        field("sha-256", step.text("sha256"));
    }

    /** How many rows its tables have. */
    static List<Line> rows(Node step, String label) {
        var rows = step.get("rows").members();
        if (rows.isEmpty()) {
            return List.of();
        }
        var named =
                rows.entrySet().stream()
                        .limit(TABLES_NAMED)
                        .map(t -> t.getKey() + " " + Amounts.count(count(t.getValue())))
                        .collect(Collectors.joining(", "));
        var more = rows.size() - TABLES_NAMED;
        return List.of(Line.plain(label + named + (more > 0 ? " and " + more + " more" : "")));
    }

    private static long count(Node number) {
        var text = number.text();
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private void backfill() {
        field("file", step.text("file") + (step.has("jar") ? ", jar " + step.text("jar") : ""));
        var rows = step.number("expectedRows");
        field(
                "source",
                step.text("source")
                        + (rows == 0 ? "" : ", at most " + Amounts.count(rows, "row", "rows")));
        if (step.has("source")) {
            var pause = Amounts.duration(step.text("pauseBetweenBatches"));
            field(
                    "batches",
                    "of at most "
                            + Amounts.count(step.number("batchSize"), "row", "rows")
                            + (step.text("pauseBetweenBatches").equals("PT0S")
                                    ? ""
                                    : ", with " + pause + " between them"));
            field(
                    "on error",
                    step.flag("skipsFailedRows")
                            ? "the row is kept aside with its reason, and the run pauses at the end"
                            : "it stops, and goes on there when retried");
        }
        field("after", step.text("after"));
        field("locks", step.text("locks"));
    }

    private void check() {
        field(
                "file",
                step.text("file")
                        + ", "
                        + Amounts.count(step.number("statements"), "query", "queries")
                        + " that must return no row");
        field("after", step.text("after", "the last migration"));
        if (step.flag("warning")) {
            field("severity", "warning: what it finds pauses the run");
        }
    }

    private void healthCheck() {
        field("url", step.text("url"));
        field("command", words(step.items("command")));
        field(
                "attempts",
                step.number("attempts")
                        + " of "
                        + Amounts.duration(step.text("timeout"))
                        + ", "
                        + Amounts.duration(step.text("pause"))
                        + " between them");
    }

    private void hook() {
        field("file", step.text("file") + (step.flag("executable") ? ", a program" : ", SQL"));
        field("event", step.text("event"));
        field("migration", step.text("migration"));
        field("timeout", Amounts.duration(step.text("timeout")));
    }

    private void repair() {
        field("file", step.text("file"));
        var recorded = step.get("recorded");
        field("recorded", recorded.text("algorithm") + " " + recorded.text("hex"));
        for (var difference : step.items("differences")) {
            field("difference", difference.text());
        }
    }

    private void field(String name, String value) {
        if (!value.isEmpty()) {
            lines.add(Line.plain(label(name) + value));
        }
    }

    private static String label(String name) {
        return "    " + TrailText.padded(name, 12);
    }

    private static String words(List<Node> words) {
        return words.stream().map(Node::text).collect(Collectors.joining(" "));
    }
}
