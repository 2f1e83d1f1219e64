package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of {@code timings/}. Comments before a query give it its name and its limits;
 * limits before the first name hold for the whole file.
 */
final class TimingReader {

    static final String FOLDER = "timings";

    private static final Pattern COMMENT =
            Pattern.compile("\\s*\\uFEFF?\\s*--\\s*(name|factor|least)\\s*:\\s*(.*)");
    private static final Pattern MILLISECONDS = Pattern.compile("(\\d{1,6})\\s*ms");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(?:\\.\\d{1,3})?");

    private final SourceFile file;
    private final Findings findings;
    private final Set<String> names = new HashSet<>();
    private double factor = TimedQuery.DEFAULT_FACTOR;
    private Duration least = TimedQuery.DEFAULT_LEAST;

    private TimingReader(SourceFile file) {
        this.file = file;
        this.findings = new Findings(file.path());
    }

    static Optional<TimingFile> read(SourceFile file, List<Finding> all) {
        TimingReader reader = new TimingReader(file);
        List<TimedQuery> queries = reader.queries();
        all.addAll(reader.findings.all());
        return reader.findings.isEmpty()
                ? Optional.of(new TimingFile(file, queries))
                : Optional.empty();
    }

    private record Comment(int line, String key, String value) {}

    private List<TimedQuery> queries() {
        List<SqlStatement> statements = SqlText.statements(file, findings);
        new UnboundParameters(findings).check(statements);
        List<Comment> comments = comments();
        if (statements.isEmpty() && findings.isEmpty()) {
            findings.add(
                    null,
                    "empty-file",
                    "There is no query to be timed.",
                    "Write a SELECT with a comment before it: -- name: what it is called.");
        }
        List<TimedQuery> queries = new ArrayList<>();
        int behind = 0;
        for (SqlStatement statement : statements) {
            int from = behind;
            int line = statement.position().line();
            List<Comment> own =
                    comments.stream().filter(c -> c.line() >= from && c.line() < line).toList();
            query(statement, own).ifPresent(queries::add);
            behind = line;
        }
        return queries;
    }

    private Optional<TimedQuery> query(SqlStatement statement, List<Comment> comments) {
        if (!(statement.kind() instanceof StatementKind.Query)) {
            findings.add(
                    statement.position(),
                    "no-query",
                    "Only queries are timed; this statement is none: "
                            + Excerpt.of(statement.text())
                            + ".",
                    "Write a SELECT.");
            return Optional.empty();
        }
        @Nullable String name = null;
        double ownFactor = factor;
        Duration ownLeast = least;
        for (Comment comment : comments) {
            switch (comment.key()) {
                case "name" -> name = comment.value();
                case "factor" -> ownFactor = factor(comment);
                default -> ownLeast = least(comment);
            }
            if (name == null && names.isEmpty()) {
                factor = ownFactor;
                least = ownLeast;
            }
        }
        if (name == null || name.isBlank() || !names.add(name)) {
            findings.add(
                    statement.position(),
                    "unnamed-query",
                    name == null || name.isBlank()
                            ? "The query has no name."
                            : "Two queries are called '" + Excerpt.of(name) + "'.",
                    "Write a comment before it: -- name: what it is called, and nothing else is.");
            return Optional.empty();
        }
        return Optional.of(new TimedQuery(name, statement, ownFactor, ownLeast));
    }

    private double factor(Comment comment) {
        if (NUMBER.matcher(comment.value()).matches() && Double.parseDouble(comment.value()) >= 1) {
            return Double.parseDouble(comment.value());
        }
        refuse(comment, "a number from 1 on, such as 2 or 1.5");
        return factor;
    }

    private Duration least(Comment comment) {
        Matcher matcher = MILLISECONDS.matcher(comment.value());
        if (matcher.matches()) {
            return Duration.ofMillis(Long.parseLong(matcher.group(1)));
        }
        refuse(comment, "milliseconds, such as 20ms");
        return least;
    }

    private void refuse(Comment comment, String wanted) {
        findings.add(
                new SourcePosition(comment.line(), 1),
                "unknown-limit",
                "'%s' is no %s for a query's time."
                        .formatted(Excerpt.of(comment.value()), comment.key()),
                "Write " + wanted + ".");
    }

    private List<Comment> comments() {
        List<Comment> comments = new ArrayList<>();
        int line = 0;
        for (String text :
                new String(file.sharedBytes(), StandardCharsets.UTF_8).lines().toList()) {
            line++;
            Matcher matcher = COMMENT.matcher(text);
            if (matcher.matches()) {
                comments.add(new Comment(line, matcher.group(1), matcher.group(2).strip()));
            }
        }
        return comments;
    }
}
