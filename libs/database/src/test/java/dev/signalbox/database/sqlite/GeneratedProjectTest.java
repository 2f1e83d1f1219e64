package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.TableDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    private static final int PROJECTS = 25;
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
    void downToAnyVersionAndUpAgainNothingIsLost(long seed) {
        TestDatabase database = new TestDatabase(folder.resolve("p.db"));
        database.run("PRAGMA journal_mode=wal");
        List<WayBack> migrations = new GeneratedProject(seed).migrations(MIGRATIONS);
        List<State> first = new ArrayList<>();
        LeasedDatabase session = database.acquire("worker");
        first.add(State.of(database));
        for (WayBack migration : migrations) {
            migration.apply(session);
            first.add(State.of(database));
        }
        Random random = new Random(seed);

        for (int target : new int[] {random.nextInt(MIGRATIONS), 0}) {
            List<State> down = new ArrayList<>(first);
            for (int i = MIGRATIONS; i > target; i--) {
                migrations.get(i - 1).revert(session);
                down.set(i - 1, State.of(database));
            }
            for (int i = target; i < MIGRATIONS; i++) {
                assertThat(WayBack.digests(database))
                        .as("at %d, seed %d", i, seed)
                        .isEqualTo(down.get(i).rows());
                migrations.get(i).apply(session);
            }
            assertThat(State.of(database))
                    .as("at the end, seed %d", seed)
                    .isEqualTo(first.getLast());
        }
        session.release();
    }
}
