package dev.signalbox.database.sqlite;

import dev.signalbox.sql.migration.ForeignKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Migrations that somebody might have written, with ways back that lose what they can. */
final class GeneratedProject {

    /** Kinds of {@link #change} whose DOWN loses nothing that was there before the UP. */
    private static final int[] FAITHFUL = {0, 2, 3, 4, 5, 6, 7, 8};

    private final boolean faithful;
    private final Random random;
    private final ForeignKeys foreignKeys;
    private final Map<String, Shape> tables = new LinkedHashMap<>();
    private int names;

    GeneratedProject(long seed) {
        this(seed, false);
    }

    /**
     * @param faithful every DOWN leaves exactly what was before its UP, rows that nobody wrote
     *     since included
     */
    GeneratedProject(long seed, boolean faithful) {
        this.faithful = faithful;
        this.random = new Random(seed);
        this.foreignKeys = random.nextBoolean() ? ForeignKeys.ON : ForeignKeys.OFF;
    }

    /**
     * A table as the generator knows it.
     *
     * @param keyed whether it has a primary key {@code id}
     * @param free columns that nothing else needs
     */
    private record Shape(String definition, boolean keyed, boolean referred, List<String> free) {}

    List<WayBack> migrations(int count) {
        List<WayBack> result = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            result.add(migration("%03d".formatted(i)));
        }
        return result;
    }

    private WayBack migration(String id) {
        return tables.size() < 2 || random.nextInt(5) == 0 ? create(id) : change(id);
    }

    private String name(String prefix) {
        names++;
        return prefix + names;
    }

    private WayBack way(String id, String up, String down) {
        return new WayBack(id, foreignKeys, up, down);
    }

    private WayBack create(String id) {
        String table = name("t");
        boolean keyed = random.nextInt(4) > 0;
        String parent = keyed && random.nextBoolean() ? parent() : null;
        String key =
                switch (keyed ? random.nextInt(4) : 4) {
                    case 0 -> "id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b REAL%s)";
                    case 1 -> "id INTEGER PRIMARY KEY, a TEXT, b REAL%s) STRICT";
                    case 2 -> "id INTEGER, a TEXT, b REAL%s, PRIMARY KEY (id)) WITHOUT ROWID";
                    case 3 -> "id INTEGER NOT NULL, a TEXT, b REAL%s, PRIMARY KEY (a, id))";
                    default -> "id INTEGER, a TEXT, b REAL%s)";
                };
        boolean composite = key.contains("(a, id)");
        String reference =
                parent == null ? "" : ", p INTEGER REFERENCES " + parent + " ON DELETE CASCADE";
        String body = "(" + key.formatted(reference);
        List<String> free = new ArrayList<>(composite ? List.of("b") : List.of("a", "b"));
        tables.put(table, new Shape(body, keyed && !composite, parent != null, free));
        if (parent != null) {
            Shape shape = shape(parent);
            tables.put(parent, new Shape(shape.definition(), true, true, shape.free()));
        }
        String rows =
                "INSERT INTO "
                        + table
                        + " (id, a, b"
                        + (parent == null ? "" : ", p")
                        + ") WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i"
                        + " < "
                        + (1 + random.nextInt(6))
                        + ") SELECT i, '"
                        + table
                        + "-' || i, i / 4.0"
                        + (parent == null ? "" : ", (SELECT min(id) FROM " + parent + ")")
                        + " FROM n";
        return way(
                id,
                "CREATE TABLE " + table + " " + body + ";\n" + rows + ";",
                "DROP TABLE " + table + ";");
    }

    private @Nullable String parent() {
        return tables.entrySet().stream()
                .filter(it -> it.getValue().keyed())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private Shape shape(String table) {
        return Objects.requireNonNull(tables.get(table));
    }

    private String any() {
        List<String> all = new ArrayList<>(tables.keySet());
        return all.get(random.nextInt(all.size()));
    }

    private WayBack change(String id) {
        String table = any();
        Shape shape = shape(table);
        int kind = faithful ? FAITHFUL[random.nextInt(FAITHFUL.length)] : random.nextInt(13);
        return switch (kind) {
            case 0 -> addColumn(id, table, shape);
            case 1 ->
                    shape.free().size() > 1
                            ? dropColumn(id, table, shape)
                            : update(id, table, shape);
            case 2 -> shape.free().isEmpty() ? insert(id, table) : renameColumn(id, table, shape);
            case 3 -> shape.referred() ? insert(id, table) : renameTable(id, table, shape);
            case 4 -> {
                String index = name("i");
                changed(table, shape, shape.free());
                yield way(
                        id,
                        "CREATE INDEX " + index + " ON " + table + " (id);",
                        "DROP INDEX " + index + ";");
            }
            case 5 -> {
                String index = name("u");
                changed(table, shape, shape.free());
                yield shape.keyed()
                        ? way(
                                id,
                                "CREATE UNIQUE INDEX " + index + " ON " + table + " (id);",
                                "DROP INDEX " + index + ";")
                        : insert(id, table);
            }
            case 6 -> {
                String view = name("v");
                yield way(
                        id,
                        "CREATE VIEW " + view + " AS SELECT 1 AS one;",
                        "DROP VIEW " + view + ";");
            }
            case 7 -> trigger(id, table);
            case 8 -> insert(id, table);
            case 9 -> update(id, table, shape);
            case 10 -> delete(id, table, shape);
            case 11 ->
                    shape.referred() || shape.definition().isEmpty()
                            ? update(id, table, shape)
                            : rebuild(id, table, shape);
            default -> delete(id, table, shape);
        };
    }

    private void changed(String table, Shape shape, List<String> free) {
        tables.put(table, new Shape("", shape.keyed(), shape.referred(), free));
    }

    private WayBack addColumn(String id, String table, Shape shape) {
        String column = name("c");
        List<String> free = new ArrayList<>(shape.free());
        free.add(column);
        changed(table, shape, free);
        return way(
                id,
                "ALTER TABLE "
                        + table
                        + " ADD COLUMN "
                        + column
                        + " TEXT DEFAULT 'd';\nUPDATE "
                        + table
                        + " SET "
                        + column
                        + " = 'f' || id WHERE id % 2 = 0;",
                "ALTER TABLE " + table + " DROP COLUMN " + column + ";");
    }

    private WayBack dropColumn(String id, String table, Shape shape) {
        List<String> free = new ArrayList<>(shape.free());
        String column = free.removeLast();
        changed(table, shape, free);
        return way(
                id,
                "ALTER TABLE " + table + " DROP COLUMN " + column + ";",
                "ALTER TABLE " + table + " ADD COLUMN " + column + " TEXT;");
    }

    private WayBack renameColumn(String id, String table, Shape shape) {
        List<String> free = new ArrayList<>(shape.free());
        String column = free.removeFirst();
        String other = name("r");
        free.add(other);
        changed(table, shape, free);
        String rename = "ALTER TABLE " + table + " RENAME COLUMN ";
        return way(
                id, rename + column + " TO " + other + ";", rename + other + " TO " + column + ";");
    }

    private WayBack renameTable(String id, String table, Shape shape) {
        String other = name("t");
        tables.remove(table);
        tables.put(other, new Shape("", shape.keyed(), false, shape.free()));
        return way(
                id,
                "ALTER TABLE " + table + " RENAME TO " + other + ";",
                "ALTER TABLE " + other + " RENAME TO " + table + ";");
    }

    private WayBack rebuild(String id, String table, Shape shape) {
        String made = name("n");
        String columns = "id, a, b" + (shape.definition().contains(", p ") ? ", p" : "");
        String rebuilt =
                "CREATE TABLE %2$s %3$s;\nINSERT INTO %2$s (%4$s) SELECT %4$s FROM %1$s;\nDROP TABLE"
                        + " %1$s;\nALTER TABLE %2$s RENAME TO %1$s;";
        String text = rebuilt.formatted(table, made, shape.definition(), columns);
        return way(id, text, text);
    }

    private WayBack trigger(String id, String table) {
        changed(table, shape(table), shape(table).free());
        String trigger = name("g");
        String log = name("log");
        return way(
                id,
                "CREATE TABLE "
                        + log
                        + " (what TEXT);\nINSERT INTO "
                        + log
                        + " VALUES ('"
                        + (faithful ? "seen" : "quiet")
                        + "');\nCREATE TRIGGER "
                        + trigger
                        + " AFTER INSERT ON "
                        + table
                        + " BEGIN UPDATE "
                        + log
                        + " SET what = 'seen'; END;",
                "DROP TRIGGER IF EXISTS " + trigger + ";\nDROP TABLE " + log + ";");
    }

    private WayBack insert(String id, String table) {
        if (shape(table).referred() && foreignKeys == ForeignKeys.OFF) {
            return faithful ? addColumn(id, table, shape(table)) : update(id, table, shape(table));
        }
        String greatest = "(SELECT max(id) FROM " + table + ")";
        String more = faithful ? "" : "id > " + (3 + random.nextInt(9)) + " OR ";
        return way(
                id,
                "INSERT INTO "
                        + table
                        + " (id) SELECT max(id) + 7 FROM "
                        + table
                        + " HAVING count(*) > 0;",
                "DELETE FROM " + table + " WHERE " + more + "id = " + greatest + ";");
    }

    private WayBack update(String id, String table, Shape shape) {
        String column = shape.free().isEmpty() ? "id" : shape.free().getLast();
        String value =
                column.equals("id") ? "id" : column.matches("b|r\\d+") ? "id * 1.5" : "'w' || id";
        String lost = column.equals("id") ? "id" : "NULL";
        return way(
                id,
                "UPDATE " + table + " SET " + column + " = " + value + " WHERE id % 3 > 0;",
                "UPDATE " + table + " SET " + column + " = " + lost + ";");
    }

    private WayBack delete(String id, String table, Shape shape) {
        String some = random.nextBoolean() ? " WHERE id % 2 = 1;" : " WHERE id < 3;";
        return shape.referred() && foreignKeys == ForeignKeys.OFF
                ? insert(id, table)
                : way(id, "DELETE FROM " + table + some, "DELETE FROM " + table + " WHERE id = 4;");
    }
}
