package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BatchOutcome;
import dev.signalbox.database.BatchOutcome.DoneBefore;
import dev.signalbox.database.BatchOutcome.Made;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed at every boundary of every batch, and continued: each row once. */
class BackfillCrashTest {

    @TempDir Path folder;

    @Test
    void killedAnywhereAndContinuedEachRowIsTransformedOnce() {
        int n = 0;
        CountingFailPoints failPoints;
        do {
            n++;
            failPoints = new CountingFailPoints(n);
            TestDatabase database = filled("crash-" + n + ".db");
            BatchOutcome outcome;
            try {
                outcome = rule().run(database.acquire("worker", failPoints), 3);
            } catch (SimulatedCrash crash) {
                outcome = rule().run(database.acquire("worker"), 3);
            }

            BackfillCounts counts =
                    switch (outcome) {
                        case Made made -> made.counts();
                        case DoneBefore done -> done.counts();
                        case BatchOutcome.NotMade not -> throw new AssertionError(not);
                    };
            assertThat(counts).isEqualTo(new BackfillCounts(9, 0, 1, 18, 4));
            assertThat(database.rows("SELECT count(*), count(DISTINCT note) FROM words"))
                    .containsExactly("9|9");
            assertThat(database.rows("SELECT group_concat(times) FROM notes WHERE id <> 5"))
                    .containsExactly("1,1,1,1,1,1,1,1,1");
            assertThat(database.rows("SELECT row_key FROM _migration_failed_rows"))
                    .containsExactly("[5]");
        } while (failPoints.crashed());

        // Four batches with seven boundaries each, and those of the lease.
        assertThat(n).isGreaterThan(4 * 7);
    }

    @Test
    void sweepPassesEveryBoundaryOfABatch() {
        Set<String> passed = new HashSet<>();

        rule().run(filled("all.db").acquire("worker", passed::add), 3);

        assertThat(passed)
                .containsAll(
                        Arrays.stream(DatabaseFailPoint.values())
                                .map(DatabaseFailPoint::label)
                                .filter(it -> it.startsWith("database.batch."))
                                .toList());
    }

    @Test
    void killedAfterEveryBatchItStillEnds() {
        TestDatabase database = filled("kb.db");
        int kills = 0;
        while (true) {
            FailPoints dying =
                    name -> {
                        if (name.equals("database.batch.after-commit")) {
                            throw new SimulatedCrash(name, 1);
                        }
                    };
            try {
                BatchOutcome outcome = rule().run(database.acquire("worker", dying), 1);
                assertThat(outcome).isInstanceOf(DoneBefore.class);
                break;
            } catch (SimulatedCrash crash) {
                kills++;
            }
        }
        assertThat(kills).isEqualTo(11);
        assertThat(database.rows("SELECT count(*) FROM words")).containsExactly("9");
    }

    private TestDatabase filled(String name) {
        return new TestDatabase(folder.resolve(name))
                .run(
                        "CREATE TABLE notes (id INTEGER PRIMARY KEY, times INT DEFAULT 0)",
                        "CREATE TABLE words (note INT CHECK (note <> 5))",
                        "INSERT INTO notes (id) VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9),"
                                + " (10)");
    }

    /** Doing it twice would show. */
    private static Backfilling rule() {
        return Backfilling.sql(
                        "notes",
                        "UPDATE notes SET times = times + 1 WHERE id IN (SELECT id FROM batch);"
                                + " INSERT INTO words SELECT id FROM batch;")
                .skipping();
    }
}
