package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.Column;
import dev.signalbox.database.Schema.Table;
import dev.signalbox.database.Schema.Visibility;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    @TempDir Path folder;
    private int databases;

    private TestDatabase database(String... statements) {
        return new TestDatabase(folder.resolve("db" + databases++)).run(statements);
    }

    private Schema schema(String... statements) {
        return database(statements).observe().schema();
    }

    @Test
    void everythingThatATableHasIsRead() {
        Schema schema =
                schema(
                        "CREATE TABLE shops (id INTEGER PRIMARY KEY)",
                        "CREATE TABLE t (b TEXT NOT NULL DEFAULT 'x', a INTEGER, shop INTEGER"
                                + " REFERENCES shops ON DELETE SET NULL, len AS (length(b)), twice"
                                + " INTEGER AS (a * 2) STORED, PRIMARY KEY (a, b)) WITHOUT ROWID",
                        "CREATE TABLE s (x ANY) STRICT",
                        "CREATE UNIQUE INDEX t_part ON t (lower(b)) WHERE a > 0",
                        "CREATE VIEW v AS SELECT a FROM t",
                        "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM s; END");

        Table table = schema.table("T").orElseThrow();
        assertThat(table.columns())
                .containsExactly(
                        new Column("b", "TEXT", true, "'x'", 2, Visibility.ORDINARY),
                        new Column("a", "INTEGER", true, null, 1, Visibility.ORDINARY),
                        new Column("shop", "INTEGER", false, null, 0, Visibility.ORDINARY),
                        new Column("len", "", false, null, 0, Visibility.GENERATED_VIRTUAL),
                        new Column(
                                "twice", "INTEGER", false, null, 0, Visibility.GENERATED_STORED));
        assertThat(table.withoutRowid()).isTrue();
        assertThat(table.foreignKeys())
                .containsExactly(
                        new Schema.ForeignKey(
                                List.of("shop"), "shops", List.of(), "NO ACTION", "SET NULL"));
        assertThat(table.indexes())
                .singleElement()
                .satisfies(
                        index -> {
                            assertThat(index.unique()).isTrue();
                            assertThat(index.partial()).isTrue();
                            assertThat(index.definition()).contains("lower ( b )");
                        });
        assertThat(schema.table("s").orElseThrow().strict()).isTrue();
        assertThat(schema.views()).hasSize(1);
        assertThat(schema.triggers()).singleElement().extracting(it -> it.table()).isEqualTo("t");
    }

    static Stream<Arguments> sameSchemas() {
        return Stream.of(
                Arguments.of(
                        "CREATE TABLE t (a INTEGER, b TEXT)",
                        "create table \"t\"(\n  a INTEGER, -- the first\n  [b] TEXT /* x */\n)"),
                Arguments.of("CREATE TABLE t (a, b)", "CREATE TABLE `t`(`a`,`b`)"),
                Arguments.of(
                        "CREATE TABLE t (a VARCHAR (9) DEFAULT (1 + 1), b DEFAULT NULL)",
                        "CREATE TABLE t (a varchar(9) default ( 1+1 ), b default null)"),
                Arguments.of(
                        "CREATE TABLE t (a CHECK (a > 0))", "CREATE TABLE t (a check(\"a\">0))"));
    }

    @ParameterizedTest
    @MethodSource("sameSchemas")
    void spaceCommentsQuotesAndCaseOfWordsDoNotCount(String one, String other) {
        assertThat(schema(one).fingerprint()).isEqualTo(schema(other).fingerprint());
    }

    @Test
    void rebuiltTableIsLikeOneThatWasMadeThatWay() {
        Schema made =
                schema(
                        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)",
                        "CREATE TABLE orders (u REFERENCES users (id))",
                        "CREATE INDEX users_email ON users (email)");

        Schema rebuilt =
                schema(
                        "CREATE TABLE users (id INTEGER PRIMARY KEY)",
                        "CREATE TABLE orders (u REFERENCES users (id))",
                        "CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT)",
                        "DROP TABLE users",
                        "ALTER TABLE users_new RENAME TO users",
                        "CREATE INDEX users_email ON users (email)");

        assertThat(rebuilt).isEqualTo(made);
        assertThat(rebuilt.fingerprint()).isEqualTo(made.fingerprint());
    }

    static Stream<Arguments> differences() {
        String t = "CREATE TABLE t (a INTEGER, b TEXT)";
        return Stream.of(
                difference(t, t + "; CREATE TABLE u (a)", "table u added"),
                difference(t + "; CREATE TABLE u (a)", t, "table u removed"),
                difference(
                        t,
                        "CREATE TABLE t (a INTEGER, b TEXT, email TEXT)",
                        "column t.email added"),
                difference(t, "CREATE TABLE t (a INTEGER)", "column t.b removed"),
                difference(
                        t,
                        "CREATE TABLE t (a TEXT NOT NULL DEFAULT 1, b TEXT)",
                        "column t.a: type was INTEGER, is TEXT, nullability was nullable, is NOT"
                                + " NULL, default was none, is 1"),
                difference(
                        t,
                        "CREATE TABLE t (a INTEGER CHECK (a > 1), b TEXT)",
                        "definition of table t changed: was create table t ( a integer , b text ),"
                                + " is create table t ( a integer check ( a > 1 ) , b text )"),
                difference(
                        t + "; CREATE INDEX i ON t (a)",
                        t + "; CREATE INDEX i ON t (a) WHERE a > 1",
                        "index i changed: was create index i on t ( a ), is create index i on t ("
                                + " a ) where a > 1"),
                difference(
                        t + "; CREATE VIEW v AS SELECT 1",
                        t + "; CREATE VIEW v AS SELECT 2",
                        "view v changed: was create view v as select 1, is create view v as"
                                + " select 2"),
                difference(
                        t,
                        t + "; CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 1; END",
                        "trigger g added"),
                difference(t, "CREATE TABLE t (a INTEGER, b TEXT) STRICT", "table t became STRICT"),
                difference(
                        t,
                        "CREATE TABLE t (a INTEGER REFERENCES t (b), b TEXT)",
                        "foreign key t(a) to t(b) on delete no action on update no action added"),
                difference(
                        t, "CREATE TABLE t (A INTEGER, b TEXT)", "column t.A: name was a, is A"));
    }

    private static Arguments difference(String before, String after, String sentence) {
        return Arguments.of(before, after, sentence);
    }

    @ParameterizedTest
    @MethodSource("differences")
    void differenceIsSaid(String before, String after, String sentence) {
        Schema left = schema(statements(before));
        Schema right = schema(statements(after));

        assertThat(Schema.difference(left, right)).containsExactly(sentence);
        assertThat(left.fingerprint()).isNotEqualTo(right.fingerprint());
    }

    private static String[] statements(String text) {
        return text.split("; (?=CREATE)");
    }

    @Test
    void stringsInDoubleQuotesAreNotTakenForNames() {
        assertThat(schema("CREATE TABLE t (a CHECK (a IN ('x', 'Y')))").fingerprint())
                .isNotEqualTo(schema("CREATE TABLE t (a CHECK (a IN ('x', 'y')))").fingerprint());
    }

    @Test
    void bareWordAsDefaultIsAStringAndItsCaseCounts() {
        assertThat(schema("CREATE TABLE t (a DEFAULT Foo)").fingerprint())
                .isNotEqualTo(schema("CREATE TABLE t (a DEFAULT foo)").fingerprint());
    }

    @Test
    void ownAndInternalTablesAreLeftOut() {
        TestDatabase database =
                database("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)", "ANALYZE");
        Fingerprint before = database.observe().schema().fingerprint();

        database.acquire("w").release();
        database.run(
                "CREATE TABLE _signalbox_log (a)",
                "INSERT INTO t DEFAULT VALUES",
                "CREATE INDEX _migration_x ON t (id)",
                "ANALYZE",
                "DROP INDEX _migration_x");

        assertThat(database.observe().schema().fingerprint()).isEqualTo(before);
    }

    @Test
    void virtualTableIsOneTableWithoutItsShadows() {
        Schema schema = schema("CREATE VIRTUAL TABLE notes USING fts5(title, body)");

        Table notes = schema.tables().getFirst();
        assertThat(schema.tables()).hasSize(1);
        assertThat(notes.module()).isEqualTo("fts5");
        assertThat(notes.columns()).extracting(Column::name).contains("title", "body");
    }

    @Test
    void virtualTableOfAnUnknownModuleStillCounts() throws Exception {
        TestDatabase database = database("CREATE TABLE t (a)");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema=ON");
            statement.execute(
                    "INSERT INTO sqlite_schema VALUES ('table', 'geo', 'geo', 0,"
                            + " 'CREATE VIRTUAL TABLE geo USING unheard_of(x)')");
        }

        Table geo = database.observe().schema().table("geo").orElseThrow();

        assertThat(geo.module()).isEqualTo("unheard_of");
        assertThat(geo.columns()).isEmpty();
        assertThat(database.observe().schema().tables()).hasSize(2);
    }

    @Test
    void brokenViewIsPartOfTheSchema() {
        assertThat(schema("CREATE VIEW v AS SELECT x FROM nowhere").views()).hasSize(1);
    }

    @Test
    void canonicalTextIsReadBack() {
        Schema schema =
                schema(
                        "CREATE TABLE \"odd \"\"name\" (\"größe\" TEXT DEFAULT 'ß\"', b)",
                        "CREATE INDEX i ON \"odd \"\"name\" (b)");

        assertThat(Schema.parse(schema.canonicalText())).isEqualTo(schema);
        assertThat(schema.canonicalText()).doesNotContain("\n");
        assertThatThrownBy(() -> Schema.parse("{")).isInstanceOf(IllegalArgumentException.class);
    }

    /** The algorithm's name promises that its value never changes. */
    @Test
    void fingerprintOfAKnownSchemaIsWhatItAlwaysWas() {
        Schema schema = schema("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL)");

        assertThat(schema.canonicalText())
                .isEqualTo(
                        "{\"tables\":[{\"columns\":[{\"name\":\"id\",\"notNull\":false,"
                                + "\"primaryKey\":1,\"type\":\"INTEGER\",\"visibility\":\"ORDINARY\"},"
                                + "{\"name\":\"a\",\"notNull\":true,\"primaryKey\":0,\"type\":\"TEXT\","
                                + "\"visibility\":\"ORDINARY\"}],\"definition\":\"create table t ( id"
                                + " integer primary key , a text not null )\",\"foreignKeys\":[],"
                                + "\"indexes\":[],\"name\":\"t\",\"strict\":false,"
                                + "\"withoutRowid\":false}],\"triggers\":[],\"views\":[]}");
    }

    @Test
    void thousandTablesAreReadInAMoment() {
        List<String> statements = new ArrayList<>(List.of("BEGIN"));
        for (int i = 0; i < 1_000; i++) {
            statements.add("CREATE TABLE t" + i + " (id INTEGER PRIMARY KEY, a, b, c)");
            statements.add("CREATE INDEX i" + i + " ON t" + i + " (a)");
        }
        statements.add("COMMIT");
        TestDatabase database = database(statements.toArray(String[]::new));
        database.observe();
        long start = System.nanoTime();

        Schema schema = database.observe().schema();

        assertThat(schema.tables()).hasSize(1_000);
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }
}
