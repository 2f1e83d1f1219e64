package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.analysis.source.Tokens;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One column is given two values. */
final class DuplicateAssignmentRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "duplicate-column",
                "A column named twice in the SET of an UPDATE or in the list of an INSERT",
                "SQLite accepts it without a word and keeps only one of the two values.",
                "Name the column once.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            List<Integer> columns =
                    switch (step.kind()) {
                        case StatementKind.Update it -> assigned(step.statement().tokens());
                        case StatementKind.Insert it -> listed(step.statement().tokens());
                        default -> List.of();
                    };
            check(step.statement(), columns, report);
        }
    }

    private static void check(Statement statement, List<Integer> columns, Reporter report) {
        Set<String> seen = new HashSet<>();
        for (int column : columns) {
            String name = statement.tokens().name(column);
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                report.at(
                        Place.token(statement, statement.tokens().from(column)),
                        "The column " + name + " is named a second time.");
            }
        }
    }

    /** The names before the equals signs of SET. */
    private static List<Integer> assigned(Tokens tokens) {
        List<Integer> columns = new ArrayList<>();
        int at = tokens.find("SET", 0) + 1;
        boolean expectsName = at > 0;
        while (at > 0 && at < tokens.size()) {
            if (tokens.is(at, "WHERE") || tokens.is(at, "FROM") || tokens.is(at, "RETURNING")) {
                break;
            }
            if (expectsName && tokens.is(at, TokenType.LEFT_PARENTHESIS)) {
                columns.addAll(names(tokens, at));
            } else if (expectsName && tokens.isName(at)) {
                columns.add(at);
            }
            expectsName = tokens.is(at, TokenType.COMMA);
            at = tokens.is(at, TokenType.LEFT_PARENTHESIS) ? tokens.skipGroup(at) : at + 1;
        }
        return columns;
    }

    private static List<Integer> listed(Tokens tokens) {
        int at = tokens.find("INTO", 0) + 2;
        if (tokens.is(at, TokenType.DOT)) {
            at += 2;
        }
        if (tokens.is(at, "AS")) {
            at += 2;
        }
        return tokens.is(at, TokenType.LEFT_PARENTHESIS) ? names(tokens, at) : List.of();
    }

    private static List<Integer> names(Tokens tokens, int group) {
        List<Integer> names = new ArrayList<>();
        for (int i = group + 1; i < tokens.skipGroup(group) - 1; i++) {
            if (tokens.isName(i)) {
                names.add(i);
            }
        }
        return names;
    }
}
