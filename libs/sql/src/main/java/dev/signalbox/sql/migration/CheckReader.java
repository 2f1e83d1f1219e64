package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one file of {@code checks/}. */
final class CheckReader {

    static final String FOLDER = "checks";

    private static final Pattern SEVERITY = Pattern.compile("\\uFEFF?--\\s*severity\\s*:\\s*(.*)");
    private static final int LONGEST_FIRST_LINE = 200;

    private CheckReader() {}

    static Optional<CheckFile> read(SourceFile file, List<Finding> all) {
        Findings findings = new Findings(file.path());
        List<SqlStatement> queries = SqlText.statements(file, findings);
        queries.stream()
                .filter(query -> !(query.kind() instanceof StatementKind.Query))
                .forEach(query -> refuse(query, findings));
        new UnboundParameters(findings).check(queries);
        if (queries.isEmpty() && findings.isEmpty()) {
            findings.add(
                    null,
                    "empty-file",
                    "The check has no query.",
                    "Write a query that returns what is wrong, or remove the file.");
        }
        boolean warning = isWarning(file, findings);
        all.addAll(findings.all());
        return findings.isEmpty()
                ? Optional.of(new CheckFile(file, queries, warning))
                : Optional.empty();
    }

    private static void refuse(SqlStatement statement, Findings findings) {
        findings.add(
                statement.position(),
                "no-query",
                "A check only asks; this statement is no query: "
                        + Excerpt.of(statement.text())
                        + ".",
                "Write a SELECT that returns a row for everything that is wrong.");
    }

    private static boolean isWarning(SourceFile file, Findings findings) {
        byte[] bytes = file.sharedBytes();
        String start =
                new String(
                        bytes,
                        0,
                        Math.min(bytes.length, LONGEST_FIRST_LINE),
                        StandardCharsets.UTF_8);
        Matcher matcher = SEVERITY.matcher(start.lines().findFirst().orElse(""));
        if (!matcher.matches()) {
            return false;
        }
        String severity = matcher.group(1).strip();
        if (!severity.equals("warning") && !severity.equals("error")) {
            findings.add(
                    SourcePosition.START,
                    "unknown-severity",
                    "There is no severity '" + Excerpt.of(severity) + "'.",
                    "Write warning or error.");
        }
        return severity.equals("warning");
    }
}
