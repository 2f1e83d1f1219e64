package dev.signalbox.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.testing.CompiledJar;
import dev.signalbox.transfer.TransferOutcome.Finished;
import dev.signalbox.transfer.TransferOutcome.FinishedBefore;
import dev.signalbox.transfer.TransferOutcome.NotFinished;
import dev.signalbox.transfer.TransferOutcome.Stopped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleRunTest {

    static final String FUNCTION =
            """
            package shop;
            import java.util.*;
            public class Words implements dev.signalbox.migration.RowTransformation {
                public List<Map<String, Object>> transform(Map<String, Object> row) {
                    var words = new ArrayList<Map<String, Object>>();
                    for (var word : row.get("text").toString().split(" ")) {
                        words.add(Map.of("note", row.get("id"), "word", word));
                    }
                    return words;
                }
                public Optional<String> problem(Map<String, Object> row, Map<String, Object> made) {
                    return "3".equals(made.get("word"))
                            ? Optional.of("three is too many") : Optional.empty();
                }
            }
            """;

    private static final String[] FIFTY = {
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)",
        "CREATE TABLE words (note INTEGER, word TEXT)",
        "INSERT INTO notes WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
                + " i < 50) SELECT i, 'note ' || i FROM n"
    };

    private static final String COPY =
            """
            id: copy
            description: Copy each note's text
            source: notes
            batchSize: 8
            select: SELECT id AS note, text AS word FROM batch
            into: words
            undo: DELETE FROM words
            """;

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("kb.db");
    }

    private static Rule rule(String text) {
        return new Project().rule(text).rules().rules().getFirst();
    }

    private LeasedDatabase fifty() {
        return Project.database(file(), FailPoints.NONE, FIFTY);
    }

    @Test
    void ruleRunsToItsEndOnceAndTellsHowFarItIs() throws IOException {
        LeasedDatabase database = fifty();
        List<TransferProgress.Standing> seen = new ArrayList<>();

        TransferOutcome outcome =
                Project.run(database, rule(COPY), TransferOptions.DEFAULT.withProgress(seen::add));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Finished.class,
                        it ->
                                assertThat(it.counts())
                                        .isEqualTo(new BackfillCounts(50, 0, 0, 50, 7)));
        assertThat(seen).hasSize(7);
        assertThat(seen.getFirst().expected()).isEqualTo(50);
        assertThat(seen.getFirst().rowsPerSecond()).isPositive();
        assertThat(seen.getFirst().remaining()).isPresent();
        assertThat(seen.getLast().remaining()).hasValue(Duration.ZERO);
        assertThat(Project.run(database, rule(COPY), TransferOptions.DEFAULT))
                .isInstanceOf(FinishedBefore.class);
    }

    @Test
    void stoppedBetweenBatchesItGoesOnWhereItStood() throws IOException {
        LeasedDatabase database = fifty();
        AtomicInteger batches = new AtomicInteger();

        TransferOutcome stopped =
                Project.run(
                        database,
                        rule(COPY),
                        TransferOptions.DEFAULT.stoppingWhen(() -> batches.incrementAndGet() > 2));
        TransferOutcome finished = Project.run(database, rule(COPY), TransferOptions.DEFAULT);

        assertThat(stopped)
                .isInstanceOfSatisfying(
                        Stopped.class, it -> assertThat(it.counts().read()).isEqualTo(24));
        assertThat(finished).isInstanceOf(Finished.class);
        assertThat(Project.value(file(), "SELECT count(*) || count(DISTINCT note) FROM words"))
                .isEqualTo("5050");
    }

    @Test
    void undoTakesItBackAndAnotherRunBeginsAnew() throws IOException {
        LeasedDatabase database = fifty();
        Project.run(database, rule(COPY), TransferOptions.DEFAULT);

        TransferOutcome undone =
                RuleRun.undo(
                        database, rule(COPY), "run-2/1", Project.CONTEXT, TransferOptions.DEFAULT);

        assertThat(undone).isInstanceOf(Finished.class);
        assertThat(Project.value(file(), "SELECT count(*) FROM words")).isEqualTo("0");
        assertThat(
                        RuleRun.run(
                                database,
                                rule(COPY),
                                "run-3/1",
                                Project.CONTEXT,
                                TransferOptions.DEFAULT))
                .isInstanceOf(Finished.class);
    }

    @Test
    void functionOfAJarTransformsRowsAndJudgesThem() throws IOException {
        Rule rule =
                new Project()
                        .with("transformations/words.jar", CompiledJar.of("shop.Words", FUNCTION))
                        .rule(
                                """
                                id: split
                                description: Split each note into words
                                source: notes
                                onError: skip
                                java: shop.Words
                                into: words
                                """)
                        .rules()
                        .rules()
                        .getFirst();

        TransferOutcome outcome = Project.run(fifty(), rule, TransferOptions.DEFAULT);

        assertThat(((Finished) outcome).counts()).isEqualTo(new BackfillCounts(49, 0, 1, 98, 1));
        assertThat(Project.value(file(), "SELECT reason FROM _migration_failed_rows"))
                .isEqualTo("three is too many");
    }

    @Test
    void timeLimitIsForAllBatchesTogether() throws IOException {
        TransferOptions options =
                new TransferOptions(
                        1,
                        Duration.ofMillis(30),
                        Duration.ofMillis(100),
                        () -> false,
                        () -> false,
                        TransferOptions.DEFAULT.patience(),
                        TransferProgress.SILENT);

        TransferOutcome outcome = Project.run(fifty(), rule(COPY), options);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NotFinished.class,
                        it -> {
                            assertThat(it.outcome()).isInstanceOf(TimedOut.class);
                            assertThat(it.counts().read()).isBetween(1L, 10L);
                        });
    }

    @Test
    void killedAtAnyBoundaryAndRunAgainEachRowIsThereOnce() throws IOException {
        int n = 0;
        CountingFailPoints failPoints;
        do {
            n++;
            failPoints = new CountingFailPoints(n);
            Path file = folder.resolve("crash-" + n + ".db");
            LeasedDatabase database;
            try {
                database = Project.database(file, failPoints, FIFTY);
                Project.run(database, rule(COPY), TransferOptions.DEFAULT.withBatchSize(20));
            } catch (SimulatedCrash crash) {
                database = Project.database(file, FailPoints.NONE);
                Project.run(database, rule(COPY), TransferOptions.DEFAULT.withBatchSize(20));
            }
            assertThat(Project.value(file, "SELECT count(*) || count(DISTINCT note) FROM words"))
                    .isEqualTo("5050");
        } while (failPoints.crashed());
        assertThat(n).isGreaterThan(20);
    }

    @Test
    void oneThatGoesOnBeginsWithTheCountsOfTheLedger() throws IOException {
        LeasedDatabase database = fifty();
        Project.run(database, rule(COPY), TransferOptions.DEFAULT.stoppingWhen(() -> true));
        Project.run(
                file(),
                "CREATE TRIGGER no_more BEFORE INSERT ON words"
                        + " BEGIN SELECT RAISE(ABORT, 'no more'); END");

        TransferOutcome outcome = Project.run(database, rule(COPY), TransferOptions.DEFAULT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NotFinished.class, it -> assertThat(it.counts().read()).isEqualTo(8));
    }

    @Test
    void functionJudgesWithinItsJarsClassLoader() throws IOException {
        Rule rule =
                new Project()
                        .with("transformations/judge.jar", CompiledJar.of("shop.Judge", JUDGE))
                        .rule(
                                """
                                id: judge
                                description: Say whose class loader is at hand
                                source: notes
                                onError: skip
                                java: shop.Judge
                                into: words
                                """)
                        .rules()
                        .rules()
                        .getFirst();

        Project.run(fifty(), rule, TransferOptions.DEFAULT);

        assertThat(Project.value(file(), "SELECT DISTINCT reason FROM _migration_failed_rows"))
                .isEqualTo("own loader: true");
    }

    private static final String JUDGE =
            """
            package shop;

            import dev.signalbox.migration.RowTransformation;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;

            public class Judge implements RowTransformation {
                public List<Map<String, Object>> transform(Map<String, Object> row) {
                    return List.of(Map.of("note", row.get("id")));
                }

                public Optional<String> problem(
                        Map<String, Object> row, Map<String, Object> transformed) {
                    return Optional.of(
                            "own loader: "
                                    + (Thread.currentThread().getContextClassLoader()
                                            == getClass().getClassLoader()));
                }
            }
            """;
}
