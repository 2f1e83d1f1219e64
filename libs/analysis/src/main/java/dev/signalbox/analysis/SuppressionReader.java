package dev.signalbox.analysis;

import dev.signalbox.analysis.Suppression.Scope;
import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.Token;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the suppressions of a file. */
final class SuppressionReader {

    static final String WORD = "signalbox:ignore";

    private static final Pattern FORM =
            Pattern.compile(
                    "--\\s*signalbox:ignore(?:\\s+(?<rule>\\S+))?(?:\\s+(?<reason>.*?))?\\s*");

    /** What formats write above a section. */
    private static final Pattern MARKER = Pattern.compile("(?i)\\b(?:up|down)\\b");

    private final SourceText source;
    private final List<Statement> statements;

    private SuppressionReader(SourceText source, List<Statement> statements) {
        this.source = source;
        this.statements =
                statements.stream().sorted(Comparator.comparingInt(Statement::from)).toList();
    }

    /**
     * @param statements of both sections
     */
    static List<Suppression> read(SourceText source, List<Statement> statements) {
        return source.text().contains(WORD)
                ? new SuppressionReader(source, statements).read()
                : List.of();
    }

    private List<Suppression> read() {
        List<Suppression> found = new ArrayList<>();
        SqliteLexer lexer = new SqliteLexer(source.text(), SourcePosition.START);
        try {
            for (Token token = lexer.next(); token.type() != TokenType.END; token = lexer.next()) {
                Matcher form = FORM.matcher(lexer.text(token));
                if (token.type() == TokenType.LINE_COMMENT && form.matches()) {
                    found.add(
                            new Suppression(
                                    source,
                                    text(form.group("rule")),
                                    text(form.group("reason")),
                                    token.start(),
                                    token.end(),
                                    scope(token)));
                }
            }
        } catch (SqlSyntaxException e) {
            // Text outside of all sections need not be SQL; what was found so far holds.
            return found;
        }
        return found;
    }

    private Scope scope(Token comment) {
        for (Statement statement : statements) {
            if (statement.to() > comment.start()) {
                boolean inside = statement.from() < comment.start();
                boolean first = statement == statements.getFirst();
                return inside || !first || isDirectlyAbove(comment, statement)
                        ? new Scope.Statement(statement.from(), statement.to())
                        : new Scope.WholeFile();
            }
        }
        return new Scope.Nothing();
    }

    /** Between the two are comments alone, and none of them begins a section. */
    private boolean isDirectlyAbove(Token comment, Statement statement) {
        String between = source.text().substring(comment.end(), statement.from());
        List<String> lines = between.lines().map(String::strip).toList();
        return lines.stream()
                .skip(1)
                .limit(Math.max(0, lines.size() - (endsWithLine(between) ? 1 : 2)))
                .allMatch(line -> line.startsWith("--") && !MARKER.matcher(line).find());
    }

    private static boolean endsWithLine(String text) {
        return text.endsWith("\n") || text.endsWith("\r");
    }

    private static String text(@Nullable String group) {
        return group == null ? "" : group;
    }
}
