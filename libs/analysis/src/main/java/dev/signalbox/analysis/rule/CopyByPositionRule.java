package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Column;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Tokens;
import dev.signalbox.sql.StatementKind.Insert;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SELECT * into a table whose columns stand in another order. */
final class CopyByPositionRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "copy-by-position",
                "INSERT INTO … SELECT * FROM … between tables that have the same columns in another"
                        + " order",
                "Values go by position, not by name: they land in each other's columns, and SQLite"
                        + " takes almost any value in any column.",
                "Name the columns on both sides.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Step step : migration.up()) {
            if (step.ran() && step.kind() instanceof Insert insert && insert.fromQuery()) {
                @Nullable Table to = step.before().table(insert.table());
                @Nullable Table from = source(step.statement().tokens(), step);
                if (to != null && from != null) {
                    check(step, columns(from), columns(to), report);
                }
            }
        }
    }

    private static void check(Step step, List<String> from, List<String> to, Reporter report) {
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            if (!from.get(i).equals(to.get(i)) && to.contains(from.get(i))) {
                report.at(
                        step.statement(),
                        "The values of %s land in %s: SELECT * goes by position."
                                .formatted(from.get(i), to.get(i)));
                return;
            }
        }
    }

    /** The table of {@code INSERT INTO t SELECT * FROM s}; null for any other form. */
    private static @Nullable Table source(Tokens tokens, Step step) {
        int select = tokens.find("SELECT", 0);
        boolean listed = select > 0 && tokens.is(select - 1, TokenType.RIGHT_PARENTHESIS);
        boolean all =
                select > 0
                        && tokens.is(select + 1, TokenType.OPERATOR)
                        && tokens.text(select + 1).equals("*")
                        && tokens.is(select + 2, "FROM")
                        && tokens.isName(select + 3);
        boolean one =
                !tokens.is(select + 4, TokenType.COMMA)
                        && !tokens.is(select + 4, TokenType.DOT)
                        && !tokens.has("JOIN");
        return all && one && !listed ? step.before().table(tokens.name(select + 3)) : null;
    }

    private static List<String> columns(Table table) {
        return table.columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }
}
