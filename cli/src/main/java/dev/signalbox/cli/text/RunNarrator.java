package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/** Tells a plan's story from its events, in order: lines that stay, and one that is now. */
public final class RunNarrator {

    private static final String OURS = "dev.signalbox.";
    private static final int BAR = 20;

    private final boolean verbose;
    private final Times times;
    private long step;
    private long of;
    private String sentence = "";
    private boolean underWay;
    private String progress = "";
    private String bar = "";

    /**
     * @param verbose every event gets a line
     */
    public RunNarrator(boolean verbose, Times times) {
        this.verbose = verbose;
        this.times = times;
    }

    /** What is going on now, in one line; empty between steps. */
    public String now() {
        return underWay ? place() + sentence + (progress.isEmpty() ? "" : "  " + progress) : "";
    }

    /** A bar for what is going on now; empty when nobody knows how much is left. */
    public String bar() {
        return bar;
    }

    /**
     * The lines that an event adds.
     *
     * @param event {@code type}, {@code time}, {@code data}
     */
    public List<Line> lines(Node event) {
        var data = event.get("data");
        var lines = new ArrayList<Line>();
        switch (kind(event)) {
            case "plan.proposed" -> proposed(data, lines);
            case "plan.superseded" ->
                    lines.add(Line.warning("A newer plan took its place: " + data.text("by")));
            case "drift.detected" -> drift(data, lines);
            case "run.started" -> started(data, lines);
            case "lock.waited" -> lines.add(waiting(data));
            case "step.started" -> stepStarted(data);
            case "step.progressed", "snapshot.progressed" -> progressed(data);
            case "step.completed" -> stepCompleted(data, lines);
            case "step.failed" -> stepFailed(data, lines);
            case "snapshot.completed" -> lines.add(snapshot(data.get("manifest")));
            case "snapshot.failed" -> lines.addAll(FindingText.lines(List.of(data.get("finding"))));
            case "run.paused" -> paused(data, lines);
            case "run.resumed" -> resumed(data, lines);
            case "run.completed", "run.failed", "run.refused", "run.cancelled" -> endOfStep();
            case "rollback.started",
                    "migration.reverted",
                    "rollback.completed",
                    "checks.completed",
                    "hook.completed",
                    "history.repaired",
                    "version.named",
                    "restore.staged",
                    "restore.failed",
                    "steering.refused" ->
                    lines.addAll(HappeningText.lines(kind(event), data));
            case "examination.completed" -> {
                if (verbose) {
                    lines.addAll(HappeningText.lines(kind(event), data));
                }
            }
            default -> {
                // The rest is told by --verbose, or by the plan's end.
            }
        }
        if (verbose && lines.isEmpty() && !isTick(event)) {
            lines.add(Line.faint(times.moment(event.text("time")) + "  " + kind(event)));
        }
        return lines;
    }

    /** {@code run.started} for {@code dev.signalbox.run.started.v1}. */
    public static String kind(Node event) {
        var type = event.text("type");
        return type.startsWith(OURS) && type.endsWith(".v1")
                ? type.substring(OURS.length(), type.length() - 3)
                : type;
    }

    public static boolean isTick(Node event) {
        return kind(event).endsWith(".progressed");
    }

    private static void proposed(Node data, List<Line> lines) {
        lines.add(
                Line.strong(
                        "Plan "
                                + data.text("plan")
                                + " for "
                                + data.text("database")
                                + ": "
                                + data.text("summary")));
        if (data.number("steps") > 0) {
            lines.add(Line.plain("  " + PlanText.estimate(data.get("estimate"))));
            lines.add(PlanText.riskInShort(data.get("risk"), "  risk "));
        }
        lines.addAll(FindingText.lines(data.items("findings")));
    }

    private static void drift(Node data, List<Line> lines) {
        lines.add(Line.bad("The schema is not what the last migration left:"));
        for (var difference : data.items("differences")) {
            lines.add(Line.bad("  " + difference.text()));
        }
    }

    private static void started(Node data, List<Line> lines) {
        if (data.flag("resumed")) {
            lines.add(Line.warning("The run goes on, on " + data.text("executor")));
        }
    }

    private Line waiting(Node data) {
        var since = data.text("heldSince");
        return Line.warning(
                "Waiting for "
                        + data.text("holder")
                        + ", who holds "
                        + data.text("database")
                        + (since.isEmpty() ? "" : " since " + times.moment(since))
                        + "; "
                        + Amounts.duration(data.text("waited"))
                        + " so far");
    }

    private void stepStarted(Node data) {
        step = data.number("step");
        of = data.number("of");
        sentence = data.text("sentence");
        underWay = true;
        progress = "";
        bar = "";
    }

    private void progressed(Node data) {
        var done = data.number("done");
        var total = data.number("total");
        var unit = data.text("unit", "pages");
        var text = new StringBuilder(Amounts.count(done));
        bar = "";
        if (total > 0) {
            var share = Math.clamp(done / (double) total, 0, 1);
            text.append(" of ").append(Amounts.count(total));
            var filled = (int) (share * BAR);
            bar =
                    "["
                            + "#".repeat(filled)
                            + "-".repeat(BAR - filled)
                            + "] "
                            + (int) (share * 100)
                            + "%";
        }
        text.append(' ').append(unit);
        if (data.decimal("rate") >= 1) {
            text.append(", ").append(Amounts.count(Math.round(data.decimal("rate")))).append("/s");
        }
        if (data.has("eta")) {
            text.append(", about ").append(Amounts.duration(data.text("eta"))).append(" left");
        }
        progress = text.toString();
    }

    private void stepCompleted(Node data, List<Line> lines) {
        var rows = data.number("rows");
        var text =
                "  "
                        + place(data)
                        + sentence(data)
                        + "  "
                        + Amounts.duration(data.text("duration"))
                        + (rows > 0 ? ", " + Amounts.count(rows, "row", "rows") : "")
                        + (data.flag("adopted") ? ", was done before" : "");
        lines.add(Line.good(text));
        lines.addAll(HappeningText.notes(data));
        endOfStep();
    }

    private void stepFailed(Node data, List<Line> lines) {
        lines.add(Line.bad("  " + place(data) + "FAILED  " + sentence(data)));
        lines.add(Line.bad("      " + data.text("error") + code(data)));
        var file = data.text("file");
        if (!file.isEmpty()) {
            lines.add(
                    Line.plain(
                            "      "
                                    + file
                                    + part(":", data.text("line"))
                                    + part(":", data.text("column"))
                                    + part(", statement ", data.text("statement"))));
        }
        if (data.has("hint")) {
            lines.add(Line.plain("      " + data.text("hint")));
        }
        endOfStep();
    }

    private static String code(Node data) {
        return data.has("sqlState") ? " [" + data.text("sqlState") + "]" : "";
    }

    private static String part(String before, String value) {
        return value.isEmpty() ? "" : before + value;
    }

    private static Line snapshot(Node manifest) {
        return Line.plain(
                "      snapshot "
                        + manifest.text("snapshot")
                        + ", "
                        + Amounts.bytes(manifest.number("bytes")));
    }

    private void paused(Node data, List<Line> lines) {
        var plan = data.text("plan");
        lines.add(Line.warning("Paused " + EventText.sentence("run.paused", data)));
        lines.add(Line.plain("  Go on: signalbox resume " + plan));
        lines.add(Line.plain("  End it: signalbox cancel " + plan));
        endOfStep();
    }

    private void resumed(Node data, List<Line> lines) {
        lines.add(Line.plain("Goes on " + EventText.sentence("run.resumed", data)));
        // A step that was announced before the pause is not announced again.
        underWay = isOfStep(data);
    }

    /** What a step does, if it is the one that was announced last. */
    private String sentence(Node data) {
        return isOfStep(data) ? sentence : "done";
    }

    private boolean isOfStep(Node data) {
        return !sentence.isEmpty() && data.number("step") == step;
    }

    private void endOfStep() {
        underWay = false;
        progress = "";
        bar = "";
    }

    private String place() {
        return of == 0 ? "" : "[" + step + "/" + of + "] ";
    }

    private String place(Node data) {
        return of == 0 ? "[" + data.text("step") + "] " : "[" + data.text("step") + "/" + of + "] ";
    }
}
