package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/** Snapshots, on a line or whole. */
public final class SnapshotText {

    private SnapshotText() {}

    public static Line line(Node manifest, Times times) {
        return Line.plain(
                manifest.text("snapshot")
                        + "  "
                        + TrailText.padded(manifest.text("database"), 10)
                        + "  "
                        + times.moment(manifest.text("takenAt"))
                        + "  "
                        + TrailText.padded(Amounts.bytes(manifest.number("bytes")), 10)
                        + "  version "
                        + manifest.text("version", "none")
                        + (manifest.has("reason") ? "  " + manifest.text("reason") : ""));
    }

    public static List<Line> lines(Node manifest, Times times) {
        var lines = new ArrayList<Line>();
        lines.add(Line.strong("Snapshot " + manifest.text("snapshot")));
        field(lines, "database", manifest.text("database") + " (" + manifest.text("engine") + ")");
        field(lines, "taken", times.moment(manifest.text("takenAt")));
        field(lines, "took", Amounts.duration(manifest.text("duration")));
        field(lines, "version", manifest.text("version", "none"));
        field(lines, "size", Amounts.bytes(manifest.number("bytes")));
        field(lines, "sha-256", manifest.text("sha256"));
        field(lines, "fingerprint", manifest.text("fingerprint"));
        field(lines, "folder", manifest.text("folder"));
        field(lines, "file", manifest.text("file"));
        field(lines, "plan", manifest.text("plan"));
        field(lines, "reason", manifest.text("reason"));
        for (var table : manifest.get("rows").members().entrySet()) {
            field(
                    lines,
                    "rows",
                    TrailText.padded(table.getKey(), 24)
                            + Amounts.count(Long.parseLong(table.getValue().text())));
        }
        return lines;
    }

    private static void field(List<Line> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(Line.plain("  " + TrailText.padded(name, 12) + value));
        }
    }
}
