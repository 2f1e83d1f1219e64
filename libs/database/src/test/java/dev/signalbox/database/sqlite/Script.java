package dev.signalbox.database.sqlite;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts a test's script at semicolons that end a line, and tells the kinds that matter here. */
final class Script {

    private static final String NAME = "(\"(?:[^\"]|\"\")*\"|\\[[^]]*]|`[^`]*`|[\\w$]+)";

    private record Rule(Pattern pattern, Function<MatchResult, StatementKind> kind) {}

    private static final List<Rule> RULES =
            List.of(
                    rule(
                            "CREATE (TEMP |TEMPORARY )?TABLE (?:IF NOT EXISTS )?" + NAME,
                            m ->
                                    new StatementKind.CreateTable(
                                            name(m.group(2)), m.group(1) != null, false)),
                    rule(
                            "CREATE (UNIQUE )?INDEX " + NAME + " ON " + NAME,
                            m ->
                                    new StatementKind.CreateIndex(
                                            name(m.group(2)),
                                            name(m.group(3)),
                                            m.group(1) != null)),
                    rule(
                            "CREATE TRIGGER " + NAME + ".* ON " + NAME,
                            m ->
                                    new StatementKind.CreateTrigger(
                                            name(m.group(1)), name(m.group(2)))),
                    rule(
                            "CREATE VIEW " + NAME,
                            m -> new StatementKind.CreateView(name(m.group(1)))),
                    rule(
                            "DROP TABLE (IF EXISTS )?" + NAME,
                            m -> new StatementKind.DropTable(name(m.group(2)), m.group(1) != null)),
                    rule(
                            "ALTER TABLE " + NAME + " RENAME TO " + NAME,
                            m -> new StatementKind.RenameTable(name(m.group(1)), name(m.group(2)))),
                    rule(
                            "ALTER TABLE " + NAME + " ADD (?:COLUMN )?" + NAME,
                            m -> new StatementKind.AddColumn(name(m.group(1)), name(m.group(2)))),
                    rule(
                            "(INSERT OR REPLACE|REPLACE|INSERT) INTO " + NAME + "(.*SELECT)?",
                            m ->
                                    new StatementKind.Insert(
                                            name(m.group(2)),
                                            m.group(3) != null,
                                            !m.group(1).equalsIgnoreCase("INSERT"))),
                    rule(
                            "UPDATE (?:OR \\w+ )?" + NAME + "(.*WHERE)?",
                            m -> new StatementKind.Update(name(m.group(1)), m.group(2) != null)),
                    rule(
                            "DELETE FROM " + NAME + "(.*WHERE)?",
                            m -> new StatementKind.Delete(name(m.group(1)), m.group(2) != null)),
                    rule(
                            "PRAGMA (\\w+)\\s*=?\\s*(\\w*)",
                            m -> new StatementKind.Pragma(m.group(1), m.group(2))),
                    rule(
                            "(BEGIN|COMMIT|END|ROLLBACK)\\b",
                            m -> new StatementKind.TransactionControl(m.group(1))),
                    rule(
                            "(VACUUM|ATTACH|DETACH)\\b",
                            m -> new StatementKind.OutsideTransaction(m.group(1))),
                    rule("SELECT\\b", m -> new StatementKind.Query()));

    private Script() {}

    static List<SqlStatement> of(String text) {
        List<SqlStatement> result = new ArrayList<>();
        int line = 1;
        for (String part : text.split("(?<=;)\n", -1)) {
            String statement = part.strip();
            if (statement.endsWith(";")
                    && !statement.toUpperCase(Locale.ROOT).startsWith("CREATE TRIGGER")) {
                statement = statement.substring(0, statement.length() - 1);
            }
            if (!statement.isEmpty()) {
                result.add(
                        new SqlStatement(statement, new SourcePosition(line, 1), kind(statement)));
            }
            line += (int) part.chars().filter(c -> c == '\n').count() + 1;
        }
        return result;
    }

    private static StatementKind kind(String statement) {
        for (Rule rule : RULES) {
            var matcher = rule.pattern().matcher(statement);
            if (matcher.lookingAt()) {
                return rule.kind().apply(matcher.toMatchResult());
            }
        }
        return new StatementKind.Other("OTHER");
    }

    private static Rule rule(String regex, Function<MatchResult, StatementKind> kind) {
        return new Rule(
                Pattern.compile(
                        regex.replace(" ", "\\s+").replace("\\s+)?", "\\s+)?"),
                        Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
                kind);
    }

    private static String name(String token) {
        return switch (token.charAt(0)) {
            case '"' -> token.substring(1, token.length() - 1).replace("\"\"", "\"");
            case '[', '`' -> token.substring(1, token.length() - 1);
            default -> token;
        };
    }
}
