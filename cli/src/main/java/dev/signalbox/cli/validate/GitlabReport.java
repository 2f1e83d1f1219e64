package dev.signalbox.cli.validate;

import dev.signalbox.analysis.source.Severity;
import dev.signalbox.cli.json.Json;
import dev.signalbox.settings.Settings;
import dev.signalbox.sql.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * GitLab's code quality report. The fingerprint of a finding is of its rule, its file and its
 * line's text, so that it stays the same when lines are put in above.
 */
public final class GitlabReport {

    private GitlabReport() {}

    public static String text(Report report) {
        Map<String, Integer> seen = new HashMap<>();
        List<Map<String, Object>> issues = new ArrayList<>();
        for (var entry : report.entries()) {
            var identity = identity(entry);
            var nth = seen.merge(identity, 1, Integer::sum);
            issues.add(
                    issue(
                            entry.diagnosis().finding().message()
                                    + " "
                                    + entry.diagnosis().finding().remedy(),
                            entry.diagnosis().rule(),
                            identity + "\n" + nth,
                            severity(entry.diagnosis().severity()),
                            entry.path(),
                            Math.max(1, entry.diagnosis().line())));
        }
        for (var finding : report.ofDatabases()) {
            issues.add(
                    issue(
                            finding.text("message"),
                            finding.text("code"),
                            finding.text("code") + "\n" + finding.text("message"),
                            "major",
                            Settings.FILE_NAME,
                            1));
        }
        return Json.pretty(issues) + "\n";
    }

    private static Map<String, Object> issue(
            String description,
            String rule,
            String identity,
            String severity,
            String path,
            int line) {
        return Map.of(
                "description",
                description,
                "check_name",
                rule,
                "fingerprint",
                fingerprint(identity),
                "severity",
                severity,
                "location",
                Map.of("path", path, "lines", Map.of("begin", line)));
    }

    /** A line with a secret is not even hashed: a short one could be guessed. */
    static String identity(Entry entry) {
        var what = entry.mayBeShown() ? entry.line().strip() : "";
        return entry.diagnosis().rule() + "\n" + entry.path() + "\n" + what;
    }

    static String fingerprint(String identity) {
        return HexFormat.of()
                .formatHex(Checksum.sha256().digest(identity.getBytes(StandardCharsets.UTF_8)));
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            case INFO -> "info";
        };
    }
}
