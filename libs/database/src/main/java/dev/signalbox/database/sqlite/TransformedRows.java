package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillWork.RowCondition;
import dev.signalbox.database.BackfillWork.RowTarget;
import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.ForeignKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows that a rule made, with the same columns: checked, and then written into a table or over
 * their own source.
 */
final class TransformedRows {

    private final Handle handle;
    private final Batch batch;
    private final RowTarget target;
    private final TargetTable table;
    private final List<String> columns;
    private final boolean looksUp;
    private final String name;

    /**
     * @param enforced whether SQLite itself looks after references
     * @throws RuleRefused when the columns are not the target's
     */
    TransformedRows(
            Handle handle,
            Schema schema,
            Batch batch,
            RowTarget target,
            List<String> columns,
            boolean enforced) {
        this.name = batch.results(columns);
        this.handle = handle;
        this.batch = batch;
        this.target = target;
        this.columns = columns;
        this.table =
                target.into() == null
                        ? TargetTable.of(schema, batch.source())
                        : TargetTable.named(schema, target.into());
        this.looksUp = !enforced || table.mayDefer();
        mustDiffer();
        table.mustHave(target.into() == null ? changed() : columns);
        if (target.into() == null) {
            mustUpdate();
        }
    }

    private void mustDiffer() {
        Set<String> names = new HashSet<>();
        for (String column : columns) {
            if (!names.add(column.toLowerCase(Locale.ROOT))) {
                throw new RuleRefused(
                        "the result has two columns of the name " + column,
                        "Give each column of the result a name of its own");
            }
        }
    }

    private void mustUpdate() {
        if (!batch.hasKeyIn(columns) || changed().isEmpty()) {
            throw new RuleRefused(
                    "the result updates its source, and has the columns "
                            + String.join(", ", columns),
                    "Give the key ("
                            + String.join(", ", batch.source().key())
                            + ") and at least one column to change, or name another table as into");
        }
    }

    /** All but the key. */
    private List<String> changed() {
        return columns.stream().filter(it -> !batch.source().hasInKey(it)).toList();
    }

    /** Whether rows can be written as a query gives them, without looking at them before. */
    boolean needNoLook() {
        return target.into() != null
                && target.conditions().isEmpty()
                && (!looksUp || table.references(columns).isEmpty());
    }

    String insert(String query) {
        return table.insert(columns, query, target.conflict());
    }

    /** Puts a query's rows where they are checked. */
    String gather(String query) {
        return "INSERT INTO "
                + name
                + " ("
                + TargetTable.list(columns)
                + ") SELECT * FROM "
                + query;
    }

    /** Makes room, where earlier batches may have left some. */
    void clear() {
        handle.run("CREATE TABLE IF NOT EXISTS " + name + " (" + TargetTable.list(columns) + ")");
        handle.run("DELETE FROM " + name);
    }

    /** What they are in while they are checked. */
    String name() {
        return name;
    }

    /**
     * Checks and writes what is in {@link #name()}.
     *
     * @return how many rows were written
     * @throws RowRefused when one must not be
     */
    long write() {
        check();
        if (target.into() == null) {
            mustBeOneEach();
            mustBeOfTheBatch();
        }
        long written =
                Compiled.update(handle, target.into() == null ? update() : insert(name), null);
        if (looksUp) {
            table.references(columns).forEach(this::mustHold);
        }
        return written;
    }

    private String update() {
        return "UPDATE "
                + table.name()
                + " AS t SET "
                + changed().stream()
                        .map(SqlTokens::quoted)
                        .map(it -> it + " = r." + it)
                        .collect(Collectors.joining(", "))
                + " FROM "
                + name
                + " AS r WHERE "
                + batch.sameRow("t", "r");
    }

    private void check() {
        if (target.conditions().isEmpty()) {
            return;
        }
        for (RowCondition condition : target.conditions()) {
            Optional<String> broken = broken(query(condition));
            if (broken.isPresent()) {
                String said = condition.message();
                throw new RowRefused(
                        (said == null ? "" : said + ": ")
                                + condition.sql().strip()
                                + " does not hold for "
                                + broken.get());
            }
        }
    }

    private Optional<String> broken(String query) {
        try (PreparedStatement statement = Compiled.prepared(handle, query, null);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(values(row)) : Optional.empty();
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), query);
        }
    }

    /**
     * The innermost names are the transformed row's, so that a name that both rows have is no
     * riddle. A row without an original is checked, too: another table's key may have the name of
     * the source's, and other values.
     */
    private String query(RowCondition condition) {
        String all =
                columns.stream()
                        .map(SqlTokens::quoted)
                        .map(it -> "r." + it + " AS " + it)
                        .collect(Collectors.joining(", "));
        String original =
                batch.hasKeyIn(columns)
                        ? " LEFT JOIN "
                                + Batch.NAME
                                + " AS original ON "
                                + batch.sameRow("r", "original")
                        : "";
        return "SELECT r.* FROM "
                + name
                + " AS r"
                + original
                + " WHERE NOT (SELECT (\n"
                + condition.sql()
                + "\n) FROM (SELECT "
                + all
                + ")) LIMIT 1";
    }

    private String values(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String value = String.valueOf(row.getString(i + 1));
            text.append(i == 0 ? "" : ", ").append(columns.get(i)).append(" = ");
            text.append(value.length() > 80 ? value.substring(0, 80) + "…" : value);
        }
        return text.toString();
    }

    private void mustBeOneEach() {
        String key = TargetTable.list(batch.source().key());
        Optional<String> twice =
                handle.first(
                        "SELECT "
                                + key
                                + " FROM "
                                + name
                                + " GROUP BY "
                                + key
                                + " HAVING count(*) > 1 LIMIT 1",
                        row -> Batch.key(row, batch.source().key().size()));
        if (twice.isPresent()) {
            throw new RowRefused("the rule gives several results for the row " + twice.get());
        }
    }

    private void mustBeOfTheBatch() {
        Optional<String> stranger = batch.stranger(name);
        if (stranger.isPresent()) {
            throw new RowRefused(
                    "the rule gives a result for the row "
                            + stranger.get()
                            + ", which is none of those it was made of");
        }
    }

    private void mustHold(ForeignKey reference) {
        List<String> parent = table.parentKey(reference);
        String same =
                IntStream.range(0, parent.size())
                        .mapToObj(
                                i ->
                                        "p."
                                                + SqlTokens.quoted(parent.get(i))
                                                + " = r."
                                                + SqlTokens.quoted(reference.columns().get(i)))
                        .collect(Collectors.joining(" AND "));
        String given =
                reference.columns().stream()
                        .map(it -> "r." + SqlTokens.quoted(it) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "));
        Optional<String> dangling =
                handle.first(
                        "SELECT r.* FROM "
                                + name
                                + " AS r WHERE "
                                + given
                                + " AND NOT EXISTS (SELECT 1 FROM main."
                                + SqlTokens.quoted(reference.parent())
                                + " AS p WHERE "
                                + same
                                + ") LIMIT 1",
                        this::values);
        if (dangling.isPresent()) {
            throw new RowRefused(
                    "refers to a row of "
                            + reference.parent()
                            + " that is not there: "
                            + dangling.get());
        }
    }
}
