package dev.signalbox.cli.validate;

import dev.signalbox.analysis.Fixing.Outcome;
import dev.signalbox.analysis.source.Edit;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.analysis.source.SourceText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One document for programs. */
public final class JsonReport {

    private JsonReport() {}

    public static Map<String, Object> document(Report report) {
        var document = new LinkedHashMap<String, Object>();
        document.put("migrations", report.migrations());
        document.put("statements", report.statements());
        document.put("errors", report.count(Severity.ERROR));
        document.put("warnings", report.count(Severity.WARNING));
        document.put("infos", report.count(Severity.INFO));
        document.put("findings", report.entries().stream().map(JsonReport::finding).toList());
        if (!report.fixes().isEmpty()) {
            document.put("fixes", report.fixes().stream().map(JsonReport::fix).toList());
        }
        if (!report.verifications().isEmpty()) {
            document.put("databases", report.verifications());
        }
        return document;
    }

    private static Map<String, Object> finding(Entry entry) {
        var diagnosis = entry.diagnosis();
        var node = new LinkedHashMap<String, Object>();
        node.put("severity", diagnosis.severity().id());
        node.put("rule", diagnosis.rule());
        node.put("file", entry.path());
        if (diagnosis.line() > 0) {
            node.put("line", diagnosis.line());
            node.put("column", diagnosis.column());
        }
        var end = diagnosis.end();
        if (end != null) {
            node.put("endLine", end.line());
            node.put("endColumn", end.column());
        }
        node.put("message", diagnosis.finding().message());
        node.put("remedy", diagnosis.finding().remedy());
        var fix = diagnosis.fix();
        if (fix != null && entry.source() != null) {
            node.put("fix", fix(fix, entry.source()));
        }
        return node;
    }

    private static Map<String, Object> fix(Fix fix, SourceText source) {
        return Map.of(
                "title",
                fix.title(),
                "edits",
                fix.edits().stream().map(edit -> edit(edit, source)).toList());
    }

    private static Map<String, Object> edit(Edit edit, SourceText source) {
        var from = source.position(edit.from());
        var to = source.position(edit.to());
        var node = new LinkedHashMap<String, Object>();
        node.put("line", from.line());
        node.put("column", from.column());
        node.put("endLine", to.line());
        node.put("endColumn", to.column());
        node.put("replacement", edit.replacement());
        return node;
    }

    private static Map<String, Object> fix(Outcome outcome) {
        var node = new LinkedHashMap<String, Object>();
        node.put("rule", outcome.diagnosis().rule());
        node.put("file", outcome.diagnosis().finding().file());
        node.put("line", outcome.diagnosis().line());
        switch (outcome) {
            case Outcome.Applied it -> node.put("applied", true);
            case Outcome.Left it -> {
                node.put("applied", false);
                node.put("why", it.why());
            }
        }
        return node;
    }

    /** The findings of a database's verification that other forms can hold, too. */
    static List<String> messages(Report report) {
        return report.ofDatabases().stream()
                .map(finding -> finding.text("message") + " [" + finding.text("code") + "]")
                .toList();
    }
}
