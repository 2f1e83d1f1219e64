package dev.signalbox.rehearsal.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows for schemas of all kinds; SQLite itself says whether they fit. */
class SchemaFillerTest {

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        run("PRAGMA foreign_keys=ON");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void run(String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private List<String> fill(String table, long rows) throws SQLException {
        return new SchemaFiller(connection, 7).fill(Map.of(table, rows));
    }

    @Test
    void namesOfColumnsHintAtWhatIsInThem() throws SQLException {
        run(
                "CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE,"
                        + " first_name TEXT NOT NULL, is_active BOOLEAN NOT NULL,"
                        + " created_at TEXT NOT NULL, score REAL NOT NULL, visit_count INTEGER NOT NULL)");

        fill("people", 500);

        assertThat(number("SELECT count(*) FROM people WHERE email GLOB '*@example.org'"))
                .isEqualTo(500);
        assertThat(number("SELECT count(*) FROM people WHERE datetime(created_at) IS NULL"))
                .isZero();
        assertThat(number("SELECT count(*) FROM people WHERE is_active NOT IN (0, 1)")).isZero();
        assertThat(number("SELECT count(*) FROM people WHERE score NOT BETWEEN 0 AND 1")).isZero();
        assertThat(number("SELECT count(DISTINCT first_name) FROM people")).isBetween(2L, 500L);
        assertThat(number("SELECT max(visit_count) FROM people")).isBetween(1L, 100L);
    }

    @Test
    void checksAreMet() throws SQLException {
        run(
                """
                CREATE TABLE ticket (
                  id INTEGER PRIMARY KEY,
                  status TEXT NOT NULL CHECK (status IN ('new', 'it''s open', 'done')),
                  priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 5),
                  share REAL CHECK (share IS NULL OR (share >= 0.25 AND share < 0.5)),
                  code TEXT NOT NULL CHECK (length(code) = 6),
                  name TEXT NOT NULL CHECK (length(trim(name)) > 0 AND length(name) <= 12),
                  kind TEXT CHECK (kind = 'a' OR kind = 'b' OR kind IS NULL),
                  prefix TEXT NOT NULL CHECK (prefix LIKE 'INC-%'),
                  data TEXT NOT NULL CHECK (json_valid(data)),
                  negative INTEGER NOT NULL CHECK (negative < -3),
                  opened INTEGER NOT NULL, closed INTEGER NOT NULL, CHECK (closed > opened),
                  CHECK ((status = 'done') = (kind IS NOT NULL))
                )""");

        fill("ticket", 1000);

        assertThat(number("SELECT count(*) FROM ticket")).isEqualTo(1000);
        assertThat(number("SELECT count(DISTINCT status) FROM ticket")).isEqualTo(3);
    }

    @Test
    void compositeKeysOfTwoParentsArePairsThatNeverComeTwice() throws SQLException {
        run(
                "CREATE TABLE entry (id INTEGER PRIMARY KEY, title TEXT NOT NULL)",
                "CREATE TABLE tag (name TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID",
                "CREATE TABLE entry_tag (entry_id INTEGER NOT NULL REFERENCES entry(id),"
                        + " tag TEXT NOT NULL REFERENCES tag(name), PRIMARY KEY (entry_id, tag))"
                        + " WITHOUT ROWID");

        fill("entry_tag", 900);

        assertThat(number("SELECT count(*) FROM entry_tag")).isEqualTo(900);
        assertThat(number("SELECT count(*) FROM entry")).isEqualTo(90);
        assertThat(texts("SELECT * FROM pragma_foreign_key_check")).isEmpty();
    }

    @Test
    void oneToOneGoesThroughMoreParentsThanFitInMemory() throws SQLException {
        run(
                "CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
                "CREATE TABLE profile (account_id INTEGER PRIMARY KEY REFERENCES account(id),"
                        + " bio TEXT)");

        fill("profile", 12_000);

        assertThat(number("SELECT count(*) FROM profile")).isEqualTo(12_000);
        assertThat(number("SELECT count(*) FROM account")).isEqualTo(12_000);
    }

    @Test
    void compositeReferencesThatShareAColumnAgreeOnIt() throws SQLException {
        run(
                "CREATE TABLE team (tenant INTEGER NOT NULL, id INTEGER NOT NULL,"
                        + " PRIMARY KEY (tenant, id))",
                "CREATE TABLE room (tenant INTEGER NOT NULL, id INTEGER NOT NULL,"
                        + " PRIMARY KEY (tenant, id))",
                "INSERT INTO team VALUES (1, 1), (1, 2), (2, 1)",
                "INSERT INTO room VALUES (1, 7), (2, 8), (2, 9)",
                "CREATE TABLE booking (id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL,"
                        + " team INTEGER NOT NULL, room INTEGER NOT NULL,"
                        + " FOREIGN KEY (tenant, team) REFERENCES team (tenant, id),"
                        + " FOREIGN KEY (tenant, room) REFERENCES room (tenant, id))");

        fill("booking", 300);

        assertThat(number("SELECT count(*) FROM booking")).isEqualTo(300);
    }

    @Test
    void rowsReferToRowsBeforeThemInTheSameTable() throws SQLException {
        run(
                "CREATE TABLE node (id INTEGER PRIMARY KEY,"
                        + " parent_id INTEGER REFERENCES node(id), name TEXT NOT NULL)",
                "CREATE TABLE rigid (id INTEGER PRIMARY KEY,"
                        + " parent_id INTEGER NOT NULL REFERENCES rigid(id))");

        new SchemaFiller(connection, 1).fill(Map.of("node", 200L, "rigid", 50L));

        assertThat(number("SELECT count(*) FROM node WHERE parent_id IS NOT NULL"))
                .isBetween(50L, 199L);
        assertThat(number("SELECT count(*) FROM rigid WHERE parent_id = id")).isPositive();
    }

    @Test
    void circleIsOpenedWhereItCanBeNullAndSaidSo() throws SQLException {
        run(
                "CREATE TABLE department (id INTEGER PRIMARY KEY,"
                        + " head_id INTEGER REFERENCES employee(id))",
                "CREATE TABLE employee (id INTEGER PRIMARY KEY,"
                        + " department_id INTEGER NOT NULL REFERENCES department(id))");

        var notes = fill("employee", 40);

        assertThat(notes).singleElement().asString().contains("department: head_id stays null");
        assertThat(number("SELECT count(*) FROM employee")).isEqualTo(40);
    }

    @Test
    void circleWithoutNullsIsAnErrorThatNamesIt() throws SQLException {
        run(
                "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER NOT NULL REFERENCES b(id))",
                "CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a(id))");

        assertThatThrownBy(() -> fill("a", 5))
                .hasMessageContaining("a → b → a")
                .hasMessageContaining("DataGenerator");
    }

    @Test
    void whatNobodyCanInventIsAnErrorThatNamesTableAndConstraint() throws SQLException {
        run(
                "CREATE TABLE odd (id INTEGER PRIMARY KEY, n INTEGER NOT NULL,"
                        + " CONSTRAINT perfect CHECK (n * n = 1234321 AND n % 7 = 5))");

        assertThatThrownBy(() -> fill("odd", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table odd")
                .hasMessageContaining("perfect")
                .hasMessageContaining("Write such rows yourself");
    }

    @Test
    void tooManyRowsForAUniqueKeyAreAnErrorWithTheNumber() throws SQLException {
        run("CREATE TABLE grade (level TEXT NOT NULL UNIQUE CHECK (level IN ('a', 'b', 'c')))");

        fill("grade", 3);
        assertThat(number("SELECT count(DISTINCT level) FROM grade")).isEqualTo(3);

        run("CREATE TABLE grades (level TEXT NOT NULL UNIQUE CHECK (level IN ('a', 'b', 'c')))");
        assertThatThrownBy(() -> fill("grades", 4))
                .hasMessageContaining("4 rows are wanted")
                .hasMessageContaining("(level), which is unique, has 3 different values");
    }

    @Test
    void strictTypesGeneratedColumnsDefaultsAndPartialIndexesAreObserved() throws SQLException {
        run(
                """
                CREATE TABLE measure (
                  id INTEGER PRIMARY KEY, at_second INTEGER NOT NULL, value REAL NOT NULL,
                  raw BLOB NOT NULL, label TEXT NOT NULL DEFAULT 'none', anything ANY NOT NULL,
                  doubled REAL GENERATED ALWAYS AS (value * 2) STORED,
                  shown TEXT AS (label || ':' || value)
                ) STRICT""",
                "CREATE UNIQUE INDEX one_raw ON measure (raw) WHERE value > 0",
                "CREATE UNIQUE INDEX by_expression ON measure (lower(anything))");

        fill("measure", 400);

        assertThat(texts("SELECT DISTINCT label FROM measure")).containsExactly("none");
        assertThat(number("SELECT count(*) FROM measure WHERE doubled <> value * 2")).isZero();
    }

    @Test
    void triggerThatRefusesIsNamed() throws SQLException {
        run(
                "CREATE TABLE frozen (id INTEGER PRIMARY KEY)",
                "CREATE TRIGGER no BEFORE INSERT ON frozen BEGIN"
                        + " SELECT RAISE(ABORT, 'frozen since May'); END");

        assertThatThrownBy(() -> fill("frozen", 1)).hasMessageContaining("frozen since May");
    }

    @Test
    void sameSeedMakesTheSameRowsAndAnotherOthers() throws SQLException {
        var ddl =
                "CREATE TABLE %s (id INTEGER PRIMARY KEY, name TEXT, created_at TEXT, price REAL)";
        run(ddl.formatted("goods"));
        new SchemaFiller(connection, 3).fill(Map.of("goods", 100L));
        run("CREATE TABLE first AS SELECT * FROM goods", "DELETE FROM goods");
        new SchemaFiller(connection, 3).fill(Map.of("goods", 100L));

        assertThat(number("SELECT count(*) FROM (SELECT * FROM goods EXCEPT SELECT * FROM first)"))
                .isZero();

        run("DELETE FROM goods");
        new SchemaFiller(connection, 4).fill(Map.of("goods", 100L));
        assertThat(number("SELECT count(*) FROM (SELECT * FROM goods EXCEPT SELECT * FROM first)"))
                .isPositive();
    }

    @Test
    void secondFillingAddsToWhatIsThere() throws SQLException {
        run("CREATE TABLE user (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE)");

        fill("user", 100);
        fill("user", 100);

        assertThat(number("SELECT count(*) FROM user")).isEqualTo(200);
    }

    @Test
    void unknownTableAndTheLedgersOwnAreRefused() {
        assertThatThrownBy(() -> fill("nowhere", 1)).hasMessageContaining("no table nowhere");
        assertThatThrownBy(() -> fill("_migration_history", 1))
                .hasMessageContaining("no table of the project's");
    }

    @Test
    void everyTableIsFilledParentsFirst() throws SQLException {
        var ddl = new LinkedHashMap<String, String>();
        ddl.put(
                "line",
                "CREATE TABLE line (id INTEGER PRIMARY KEY, \"order\" INTEGER NOT NULL"
                        + " REFERENCES \"order\" ON DELETE CASCADE, amount DECIMAL(10,2) NOT NULL)");
        ddl.put(
                "order",
                "CREATE TABLE \"order\" (number VARCHAR(8) PRIMARY KEY NOT NULL, country TEXT)");
        for (var sql : ddl.values()) {
            run(sql);
        }

        var rows = new LinkedHashMap<String, Long>();
        SchemaFiller.tables(connection).forEach(table -> rows.put(table, 50L));
        new SchemaFiller(connection, 1).fill(rows);

        for (var table : ddl.keySet()) {
            assertThat(number("SELECT count(*) FROM \"" + table + '"')).isEqualTo(50);
        }
        assertThat(number("SELECT max(length(number)) FROM \"order\"")).isLessThanOrEqualTo(8);
    }

    @Test
    void circleIsOpenedInOneTableAlone() throws SQLException {
        run(
                "CREATE TABLE usr (id INTEGER PRIMARY KEY,"
                        + " team_id INTEGER NOT NULL REFERENCES team(id))",
                "CREATE TABLE team (id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES usr(id))",
                "CREATE TABLE project (id INTEGER PRIMARY KEY,"
                        + " owner_id INTEGER REFERENCES usr(id))");

        fill("project", 100);

        assertThat(number("SELECT count(*) FROM team WHERE owner_id IS NOT NULL")).isZero();
        assertThat(number("SELECT count(*) FROM project WHERE owner_id IS NOT NULL")).isPositive();
    }

    @Test
    void tableMayReferToItselfSeveralTimes() throws SQLException {
        run(
                "CREATE TABLE page (id INTEGER PRIMARY KEY,"
                        + " parent_id INTEGER REFERENCES page(id),"
                        + " origin_id INTEGER NOT NULL REFERENCES page(id))");

        fill("page", 200);

        assertThat(number("SELECT count(*) FROM page WHERE parent_id IS NOT NULL")).isPositive();
        assertThat(number("SELECT count(*) FROM page WHERE origin_id <> id")).isPositive();
    }

    @Test
    void onlyColumnsThatMayBeNullAreLeftNull() throws SQLException {
        run(
                "CREATE TABLE team (tenant INTEGER NOT NULL, id INTEGER NOT NULL,"
                        + " PRIMARY KEY (tenant, id))",
                "CREATE TABLE booking (id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL,"
                        + " team INTEGER, FOREIGN KEY (tenant, team) REFERENCES team (tenant, id))",
                "CREATE TABLE node (tenant INTEGER NOT NULL CHECK (tenant BETWEEN 1 AND 3),"
                        + " id INTEGER NOT NULL, parent INTEGER, PRIMARY KEY (tenant, id),"
                        + " FOREIGN KEY (tenant, parent) REFERENCES node (tenant, id))",
                "CREATE TABLE lost (tenant INTEGER NOT NULL, gone INTEGER,"
                        + " FOREIGN KEY (tenant, gone) REFERENCES nowhere (tenant, id))");

        new SchemaFiller(connection, 7).fill(Map.of("booking", 300L, "node", 300L));
        run("PRAGMA foreign_keys=OFF");
        fill("lost", 10);

        assertThat(number("SELECT count(*) FROM booking WHERE team IS NULL")).isPositive();
        assertThat(number("SELECT count(*) FROM booking WHERE team IS NOT NULL")).isPositive();
        assertThat(number("SELECT count(*) FROM node WHERE parent IS NOT NULL")).isPositive();
        assertThat(number("SELECT count(*) FROM lost WHERE gone IS NULL")).isEqualTo(10);
    }

    @Test
    void errorThatIsNoConstraintsIsTheDatabases() throws SQLException {
        run("CREATE TABLE item (id INTEGER PRIMARY KEY)", "PRAGMA query_only=ON");

        assertThatThrownBy(() -> fill("item", 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("readonly");
    }

    @Test
    void emptyRangeOfDecimalsIsAnErrorThatSaysSo() throws SQLException {
        run("CREATE TABLE item (v REAL NOT NULL UNIQUE CHECK (v > 5 AND v < 3))");

        assertThatThrownBy(() -> fill("item", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing lies between");
    }

    @Test
    void numbersOfTwoListsAreComparedAsNumbers() throws SQLException {
        run("CREATE TABLE item (v REAL NOT NULL CHECK (v IN (1, 2, 3)), CHECK (v IN (2.0, 9.5)))");

        fill("item", 5);

        assertThat(texts("SELECT DISTINCT v FROM item")).containsExactly("2.0");
    }

    @Test
    void checkInParenthesesThatIsNotUnderstoodIsLeftToSqlite() {
        assertThat(
                        CheckReader.of(
                                "CREATE TABLE t (code TEXT CHECK ((code LIKE '!_x%' ESCAPE '!')))"))
                .isEqualTo(Conditions.NONE);
    }
}
