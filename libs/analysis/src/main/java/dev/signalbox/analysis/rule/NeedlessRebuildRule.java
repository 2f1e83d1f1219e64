package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Probe;
import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.schema.Column;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Tokens;
import java.util.List;
import java.util.Optional;

/** A rebuild for what one ALTER TABLE does. */
final class NeedlessRebuildRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.info(
                "needless-rebuild",
                "A rebuild that only adds, drops or renames one column, or makes one NOT NULL",
                "It copies every row and risks what rebuilds lose, where ALTER TABLE changes the"
                        + " schema, or one column.",
                "Use ALTER TABLE … ADD, DROP, RENAME or ALTER COLUMN.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Rebuild rebuild : Rebuild.of(migration)) {
            instead(rebuild.old(), rebuild.now())
                    .filter(alter -> Probe.takes(rebuild.old(), List.of(alter)))
                    .ifPresent(
                            alter ->
                                    report.at(
                                            rebuild.creation().statement(),
                                            "This rebuild does what one statement does: "
                                                    + alter
                                                    + ";"));
        }
    }

    /** The one statement that makes the second definition of the first, if their texts show it. */
    private static Optional<String> instead(Table old, Table now) {
        Tokens before = Tokens.of(old.sql());
        Tokens after = Tokens.of(now.sql());
        List<String> from = body(before);
        List<String> to = body(after);
        int same = 0;
        while (same < Math.min(from.size(), to.size()) && from.get(same).equals(to.get(same))) {
            same++;
        }
        int back = 0;
        while (back < Math.min(from.size(), to.size()) - same
                && from.get(from.size() - 1 - back).equals(to.get(to.size() - 1 - back))) {
            back++;
        }
        String alter = "ALTER TABLE " + Identifiers.quoted(now.name());
        int gone = from.size() - same - back;
        int come = to.size() - same - back;
        if (gone == 0 && to.subList(same, same + come).equals(List.of("not", "null"))) {
            return tightened(old, now)
                    .map(
                            column ->
                                    alter
                                            + " ALTER COLUMN "
                                            + Identifiers.quoted(column)
                                            + " SET NOT NULL");
        }
        if (gone == 0 && come > 0) {
            return added(old, now)
                    .map(column -> alter + " ADD COLUMN " + definition(after, column));
        }
        if (come == 0 && gone > 0) {
            return added(now, old)
                    .map(column -> alter + " DROP COLUMN " + Identifiers.quoted(column));
        }
        if (gone == 1 && come == 1 && old.columns().size() == now.columns().size()) {
            return renamed(old, now)
                    .map(
                            names ->
                                    alter
                                            + " RENAME COLUMN "
                                            + Identifiers.quoted(names.getFirst())
                                            + " TO "
                                            + Identifiers.quoted(names.getLast()));
        }
        return Optional.empty();
    }

    /** From the first parenthesis on, without what the table is called. */
    private static List<String> body(Tokens tokens) {
        List<String> all = tokens.folded();
        int from = all.indexOf("(");
        return from < 0 ? List.of() : all.subList(from, all.size());
    }

    /** The one column that the second has behind all those of the first. */
    private static Optional<String> added(Table some, Table more) {
        List<String> rest =
                more.columnNames().stream().filter(name -> some.column(name).isEmpty()).toList();
        return rest.size() == 1 && more.columns().size() == some.columns().size() + 1
                ? Optional.of(rest.getFirst())
                : Optional.empty();
    }

    private static Optional<String> tightened(Table old, Table now) {
        return now.columns().stream()
                .filter(Column::notNull)
                .map(Column::name)
                .filter(name -> old.column(name).filter(c -> !c.notNull()).isPresent())
                .findFirst();
    }

    private static Optional<List<String>> renamed(Table old, Table now) {
        List<String> gone =
                old.columnNames().stream().filter(name -> now.column(name).isEmpty()).toList();
        List<String> come =
                now.columnNames().stream().filter(name -> old.column(name).isEmpty()).toList();
        return gone.size() == 1 && come.size() == 1
                ? Optional.of(List.of(gone.getFirst(), come.getFirst()))
                : Optional.empty();
    }

    /** A column's definition as it stands in the CREATE TABLE. */
    private static String definition(Tokens create, String column) {
        int group = 0;
        while (group < create.size() && !create.text(group).equals("(")) {
            group++;
        }
        int from = create.findName(column, group);
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (int i = Math.max(from, 0); i < create.size(); i++) {
            String token = create.text(i);
            if (depth == 0 && (token.equals(",") || token.equals(")"))) {
                break;
            }
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            text.append(text.isEmpty() ? "" : " ").append(token);
        }
        return text.toString();
    }
}
