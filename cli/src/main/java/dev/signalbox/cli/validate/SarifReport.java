package dev.signalbox.cli.validate;

import dev.signalbox.analysis.Analyser;
import dev.signalbox.analysis.rule.RuleDescription;
import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Edit;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.text.FindingText;
import dev.signalbox.sql.SourcePosition;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SARIF 2.1.0, as code scanning services and editors take it. */
public final class SarifReport {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final List<String> rules = new ArrayList<>();
    private final List<Map<String, Object>> descriptions = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private SarifReport() {
        Analyser.rules().forEach(this::add);
    }

    /**
     * @param version of signalbox
     */
    public static String text(Report report, String version) {
        return Json.pretty(new SarifReport().document(report, version)) + "\n";
    }

    private Map<String, Object> document(Report report, String version) {
        var results = new ArrayList<Map<String, Object>>();
        report.entries().forEach(entry -> results.add(result(entry)));
        report.ofDatabases().forEach(finding -> results.add(result(finding)));
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "signalbox");
        driver.put("version", version);
        driver.put("rules", descriptions);
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", results);
        var document = new LinkedHashMap<String, Object>();
        document.put("$schema", SCHEMA);
        document.put("version", "2.1.0");
        document.put("runs", List.of(run));
        return document;
    }

    private void add(RuleDescription rule) {
        rules.add(rule.id());
        var description = new LinkedHashMap<String, Object>();
        description.put("id", rule.id());
        description.put("shortDescription", message(rule.catches() + "."));
        description.put("fullDescription", message(rule.catches() + ". " + rule.why()));
        description.put("help", message(rule.remedy()));
        description.put("defaultConfiguration", Map.of("level", level(rule.severity())));
        descriptions.add(description);
    }

    /** Also of codes that no rule has: files that cannot be read. */
    private int index(String rule) {
        if (!rules.contains(rule)) {
            rules.add(rule);
            descriptions.add(Map.of("id", rule, "shortDescription", message(rule + ".")));
        }
        return rules.indexOf(rule);
    }

    private Map<String, Object> result(Entry entry) {
        var diagnosis = entry.diagnosis();
        var result =
                result(
                        diagnosis.rule(),
                        level(diagnosis.severity()),
                        diagnosis.finding().message() + " " + diagnosis.finding().remedy());
        var place = new LinkedHashMap<String, Object>();
        place.put("artifactLocation", Map.of("uri", uri(entry.path())));
        if (diagnosis.line() > 0) {
            place.put("region", region(diagnosis));
        }
        result.put("locations", List.of(Map.of("physicalLocation", place)));
        var identity = GitlabReport.identity(entry);
        var nth = seen.merge(identity, 1, Integer::sum);
        result.put(
                "partialFingerprints",
                Map.of("ruleFileLine/v1", GitlabReport.fingerprint(identity + "\n" + nth)));
        var fix = diagnosis.fix();
        if (fix != null && entry.source() != null) {
            result.put("fixes", List.of(fix(fix, entry.path(), entry.source())));
        }
        return result;
    }

    private Map<String, Object> result(Node finding) {
        return result(
                finding.text("code", "verification"),
                FindingText.isError(finding) ? "error" : "warning",
                finding.text("message"));
    }

    private Map<String, Object> result(String rule, String level, String message) {
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", rule);
        result.put("ruleIndex", index(rule));
        result.put("level", level);
        result.put("message", message(message));
        return result;
    }

    private static Map<String, Object> fix(Fix fix, String path, SourceText source) {
        return Map.of(
                "description",
                message(fix.title()),
                "artifactChanges",
                List.of(
                        Map.of(
                                "artifactLocation",
                                Map.of("uri", uri(path)),
                                "replacements",
                                fix.edits().stream()
                                        .map(edit -> replacement(edit, source))
                                        .toList())));
    }

    private static Map<String, Object> replacement(Edit edit, SourceText source) {
        return Map.of(
                "deletedRegion",
                region(source.position(edit.from()), source.position(edit.to())),
                "insertedContent",
                Map.of("text", edit.replacement()));
    }

    private static Map<String, Object> region(Diagnosis diagnosis) {
        return region(new SourcePosition(diagnosis.line(), diagnosis.column()), diagnosis.end());
    }

    private static Map<String, Object> region(SourcePosition from, @Nullable SourcePosition to) {
        var region = new LinkedHashMap<String, Object>();
        region.put("startLine", from.line());
        region.put("startColumn", from.column());
        if (to != null) {
            region.put("endLine", to.line());
            region.put("endColumn", to.column());
        }
        return region;
    }

    private static Map<String, Object> message(String text) {
        return Map.of("text", text);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private static String uri(String path) {
        try {
            return path.startsWith("/")
                    ? new URI("file", "", path, null).toASCIIString()
                    : new URI(null, null, "./" + path, null).toASCIIString().substring(2);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A path that is no path of a URI: " + path, e);
        }
    }
}
