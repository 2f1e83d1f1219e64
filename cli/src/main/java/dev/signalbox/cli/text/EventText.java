package dev.signalbox.cli.text;

import dev.signalbox.cli.json.Node;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an event says, in a sentence. */
public final class EventText {

    private static final int PROOFS_NAMED = 3;

    private EventText() {}

    /**
     * Empty where the kind alone says it all.
     *
     * @param kind such as {@code run.paused}
     */
    public static String sentence(String kind, Node data) {
        return switch (kind) {
            case "plan.request" -> goal(data.get("goal")) + because(data);
            case "plan.proposed" -> data.text("summary");
            case "plan.superseded" -> "a newer plan took its place: " + data.text("by");
            case "plan.refused", "run.refused", "steering.refused", "request.refused" ->
                    findings(data.items("findings"));
            case "drift.detected" -> "the schema differs: " + texts(data.items("differences"));
            case "run.pause", "run.resume", "run.cancel", "run.retry", "lock.release" ->
                    data.text("reason");
            case "run.started" ->
                    (data.flag("resumed") ? "goes on, on " : "on ") + data.text("executor");
            case "lock.waited" -> "waits for " + data.text("holder");
            case "step.started" -> "step " + data.text("step") + ": " + data.text("sentence");
            case "step.completed" ->
                    "step " + data.text("step") + " took " + took(data) + notes(data);
            case "step.failed" ->
                    "step " + data.text("step") + ": " + data.text("error") + at(data);
            case "run.completed" ->
                    "at version " + data.text("version", "none") + ", it took " + took(data);
            case "run.failed" -> data.text("error") + ". " + data.text("state");
            case "run.paused" -> "before step " + data.text("step") + ": " + data.text("why");
            case "run.resumed" ->
                    (data.flag("retried") ? "again with step " : "with step ")
                            + data.text("step")
                            + because(data);
            case "run.cancelled" -> data.text("state") + because(data);
            case "rollback.started" ->
                    "by " + way(data.text("way")) + ", because " + data.text("why") + of(data);
            case "migration.reverted" ->
                    data.text("migration") + " took " + took(data) + notes(data);
            case "rollback.completed" -> "by " + way(data.text("how")) + of(data) + proof(data);
            case "backfill.completed" -> RuleText.sentence(data);
            case "checks.completed" -> checks(data.items("report"));
            case "hook.completed" -> hook(data);
            case "history.repaired" ->
                    data.text("migration")
                            + ": "
                            + data.text("was")
                            + " is now "
                            + data.text("is")
                            + because(data);
            case "version.named" -> named(data);
            case "lock.released" -> "taken from " + data.text("holder", "nobody") + because(data);
            case "snapshot.completed" -> data.get("manifest").text("snapshot");
            case "snapshot.failed", "restore.failed" -> data.get("finding").text("message");
            case "restore.needed" -> data.text("snapshot", data.text("file"));
            case "restore.staged" -> "checked: " + data.text("file");
            default -> "";
        };
    }

    private static String named(Node data) {
        return "version %s is %s '%s'%s%s"
                        .formatted(
                                data.text("version"),
                                data.text("naming").equals("TAG") ? "tagged" : "the release",
                                data.text("name"),
                                data.has("movedFrom")
                                        ? ", moved from " + data.text("movedFrom")
                                        : "",
                                data.has("replaced")
                                        ? ", in place of '" + data.text("replaced") + "'"
                                        : "")
                + because(data);
    }

    /** How something was undone. */
    static String way(String name) {
        return switch (name) {
            case "TRANSACTION" -> "the step's own transaction";
            case "DOWN_SCRIPTS" -> "DOWN scripts";
            case "SNAPSHOT" -> "the snapshot";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    private static String goal(Node goal) {
        for (var member : goal.members().entrySet()) {
            var value = member.getValue();
            var text =
                    value.members().entrySet().stream()
                            .map(m -> m.getKey() + " " + m.getValue().text())
                            .collect(Collectors.joining(", "));
            return (member.getKey() + " " + (text.isEmpty() ? value.text() : text)).strip();
        }
        return "";
    }

    static String because(Node data) {
        return data.text("reason").isEmpty() ? "" : " (" + data.text("reason") + ")";
    }

    private static String took(Node data) {
        var rows = data.number("rows");
        return Amounts.duration(data.text("duration"))
                + (rows > 0 ? ", " + Amounts.count(rows, "row", "rows") : "")
                + (data.flag("adopted") ? ", was done before" : "");
    }

    private static String notes(Node data) {
        var notes = texts(data.items("notes"));
        return notes.isEmpty() ? "" : "; " + notes;
    }

    static String at(Node data) {
        var file = data.text("file");
        if (file.isEmpty()) {
            return "";
        }
        var place = new StringBuilder(" at ").append(file);
        for (var part : List.of("line", "column")) {
            if (data.has(part)) {
                place.append(':').append(data.text(part));
            }
        }
        return place.toString();
    }

    private static String of(Node data) {
        var migrations = texts(data.items("migrations"));
        return migrations.isEmpty() ? "" : ": " + migrations;
    }

    private static String proof(Node data) {
        var proof = data.items("proof");
        if (proof.isEmpty()) {
            return "";
        }
        var named = proof.stream().limit(PROOFS_NAMED).map(Node::text).toList();
        var more = proof.size() - named.size();
        return "; " + String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String checks(List<Node> report) {
        var failed = report.stream().filter(c -> !passed(c)).toList();
        if (failed.isEmpty()) {
            return "nothing wrong";
        }
        return failed.stream().map(EventText::violation).collect(Collectors.joining("; "));
    }

    /** A query of a check found nothing, and could be run. */
    static boolean passed(Node check) {
        return check.number("violations") == 0 && !check.has("error");
    }

    static String violation(Node check) {
        var place = check.text("file") + ", query " + check.text("statement") + ": ";
        return check.has("error")
                ? place + check.text("error")
                : place
                        + Amounts.count(check.number("violations"), "row is", "rows are")
                        + " not as it must be";
    }

    private static String hook(Node data) {
        var exit = data.has("exit") ? ", exit status " + data.text("exit") : "";
        return data.text("event")
                + " "
                + data.text("file")
                + " took "
                + Amounts.duration(data.text("duration"))
                + exit
                + (data.has("error") ? ", failed: " + data.text("error") : "");
    }

    private static String findings(List<Node> findings) {
        return findings.stream().map(FindingText::placed).collect(Collectors.joining("; "));
    }

    private static String texts(List<Node> texts) {
        return texts.stream().map(Node::text).collect(Collectors.joining(", "));
    }
}
