package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.TableDigest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The seed is in each test's name; a failure is had again by putting it in place of the random one.
 */
class GeneratedProjectTest {

    private static final int PROJECTS = 15;
    private static final int FAITHFUL_PROJECTS = 5;
    private static final int MIGRATIONS = 30;

    @TempDir Path folder;

    static Stream<Arguments> seeds() {
        long first = System.nanoTime();
        return LongStream.range(0, PROJECTS).mapToObj(i -> Arguments.of(first + i));
    }

    /** Schema and rows of one moment. */
    private record State(Fingerprint schema, Map<String, TableDigest> rows) {

        static State of(TestDatabase database) {
            return new State(database.observe().schema().fingerprint(), WayBack.digests(database));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void downToAnyVersionAndUpAgainNothingIsLost(long seed) throws SQLException {
        TestDatabase database = new TestDatabase(folder.resolve("p.db"));
        database.run("PRAGMA journal_mode=wal");
        List<WayBack> migrations = new GeneratedProject(seed).migrations(MIGRATIONS);
        Random random = new Random(seed);
        int target = random.nextInt(5) == 0 ? 0 : random.nextInt(MIGRATIONS);
        boolean written = random.nextInt(5) == 0;

        // An application that stays connected keeps the log from being folded in at each close.
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            statement.execute("SELECT count(*) FROM sqlite_schema");
            LeasedDatabase session = database.acquire("worker");
            migrations.forEach(it -> it.apply(session));
            State last = State.of(database);
            Map<Integer, Map<String, TableDigest>> down = new HashMap<>();
            down.put(MIGRATIONS, last.rows());
            for (int i = MIGRATIONS; i > target; i--) {
                migrations.get(i - 1).revert(session);
                down.put(i - 1, WayBack.digests(database));
            }
            if (written) {
                write(statement, down.getOrDefault(target, Map.of()).keySet());
            }
            for (int i = target; i < MIGRATIONS; i++) {
                if (!written) {
                    assertThat(WayBack.digests(database))
                            .as("at %d, seed %d", i, seed)
                            .isEqualTo(down.get(i));
                }
                migrations.get(i).apply(session);
            }
            session.release();
            mustBeWhole(database, last, written, seed);
        }
    }

    static Stream<Arguments> faithfulSeeds() {
        return seeds().limit(FAITHFUL_PROJECTS);
    }

    /** Where every DOWN is what its author promises, each version is what it was the first time. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("faithfulSeeds")
    void downToEachVersionAndUpAgainEachIsWhatItWasTheFirstTime(long seed) throws SQLException {
        TestDatabase database = new TestDatabase(folder.resolve("f.db"));
        database.run("PRAGMA journal_mode=wal");
        List<WayBack> migrations = new GeneratedProject(seed, true).migrations(MIGRATIONS);
        Random random = new Random(seed);
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            statement.execute("SELECT count(*) FROM sqlite_schema");
            LeasedDatabase session = database.acquire("worker");
            List<State> first = new ArrayList<>(List.of(State.of(database)));
            for (WayBack migration : migrations) {
                migration.apply(session);
                first.add(State.of(database));
            }
            for (int target : new int[] {random.nextInt(MIGRATIONS), 0}) {
                for (int i = MIGRATIONS; i > target; i--) {
                    migrations.get(i - 1).revert(session);
                    assertThat(State.of(database))
                            .as("down at %d, seed %d", i - 1, seed)
                            .isEqualTo(first.get(i - 1));
                }
                for (int i = target; i < MIGRATIONS; i++) {
                    migrations.get(i).apply(session);
                    assertThat(State.of(database))
                            .as("up again at %d, seed %d", i + 1, seed)
                            .isEqualTo(first.get(i + 1));
                }
            }
            session.release();
        }
    }

    private static void write(Statement application, Set<String> tables) throws SQLException {
        for (String table : tables) {
            if (table.startsWith("t")) {
                application.execute("INSERT INTO " + table + " (id) VALUES (1000)");
            }
        }
    }

    private static void mustBeWhole(TestDatabase database, State last, boolean written, long seed) {
        State now = State.of(database);
        assertThat(now.schema()).as("schema at the end, seed %d", seed).isEqualTo(last.schema());
        assertThat(database.rows("PRAGMA foreign_key_check")).as("seed %d", seed).isEmpty();
        if (!written) {
            assertThat(now.rows()).as("rows at the end, seed %d", seed).isEqualTo(last.rows());
        }
    }
}
