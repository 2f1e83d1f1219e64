package dev.signalbox.planner.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.MeasuredQuery;
import dev.signalbox.database.Storage;
import dev.signalbox.database.Writers;
import dev.signalbox.events.Finding;
import dev.signalbox.events.QueryTime;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.TimedQuery;
import dev.signalbox.sql.migration.TimingFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether a database is as quick as it was, and as it could be. */
final class PerformanceHealth {

    private static final String ASPECT = "performance";
    private static final List<QueryTime> NONE = List.of();
    private static final int RUNS = 5;
    private static final Duration TIMING = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SLOW_LOOK = Duration.ofSeconds(1);
    private static final double MUCH_FREE = 0.25;

    /** What is smaller is not worth a word. */
    private static final long WORTH_IT = 1L << 20;

    private static final long LARGE = 16L << 20;
    private static final long LONG_LOG = 64L << 20;
    private static final long KIB = 1024;

    private final ObservedDatabases databases;
    private final PlanStore plans;
    private final List<String> checked = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    PerformanceHealth(ObservedDatabases databases, PlanStore plans) {
        this.databases = databases;
        this.plans = plans;
    }

    Health.Aspect of(DatabaseSettings database, LoadOutcome files, DatabaseReader reader) {
        latency(database, reader);
        storage(database, reader.storage());
        if (files instanceof LoadOutcome.Loaded loaded) {
            var kept = loaded.timings().isEmpty() ? NONE : plans.latestTimings(database.id());
            loaded.timings().forEach(file -> timings(file, kept, reader));
        }
        return Health.Aspect.of(ASPECT, Health.State.DEGRADED, checked, findings);
    }

    private void latency(DatabaseSettings database, DatabaseReader reader) {
        var start = System.nanoTime();
        reader.observe();
        var looked = Duration.ofNanos(System.nanoTime() - start);
        checked.add("Schema and ledger were read in %s.".formatted(millis(looked)));
        if (looked.compareTo(SLOW_LOOK) > 0) {
            findings.add(
                    finding(
                            "slow-read",
                            "Schema and ledger took %s to be read".formatted(millis(looked)),
                            "See what else its disk is busy with."));
        }
        try {
            writers(databases.writers(database, PATIENCE));
        } catch (DatabaseException e) {
            findings.add(finding("not-writable", e.problem(), e.remedy() + "."));
        }
    }

    private void writers(Writers writers) {
        if (writers.free()) {
            checked.add(
                    "The lock of writers was free after %s.".formatted(millis(writers.waited())));
        } else {
            var who = writers.others().stream().filter(o -> o.writing()).findFirst();
            findings.add(
                    finding(
                            "write-lock-held",
                            "%s held the lock of writers for %s and longer"
                                    .formatted(
                                            who.map(Object::toString).orElse("Somebody"),
                                            millis(writers.waited())),
                            "Everybody else who writes waits for it: end its transaction."));
        }
        if (!writers.others().isEmpty()) {
            checked.add("%d other processes have it open.".formatted(writers.others().size()));
        }
    }

    private void storage(DatabaseSettings database, Storage storage) {
        checked.add(
                "%,d KiB, %,d of them free; journal mode %s, log %,d KiB; statistics of %d of %d tables."
                        .formatted(
                                storage.bytes() / KIB,
                                storage.freeBytes() / KIB,
                                storage.journal(),
                                storage.logBytes() / KIB,
                                storage.statisticsTables(),
                                storage.tables()));
        if (storage.freeShare().filter(share -> share > MUCH_FREE).isPresent()
                && storage.freeBytes() > WORTH_IT) {
            findings.add(
                    finding(
                            "much-free",
                            "%,d KiB of the file hold nothing".formatted(storage.freeBytes() / KIB),
                            "Give them back: signalbox maintain " + database.id() + " --vacuum"));
        }
        if (storage.logBytes() > LONG_LOG && storage.logBytes() > storage.bytes() / 2) {
            findings.add(
                    finding(
                            "long-log",
                            "The write-ahead log has %,d KiB, which every read goes through"
                                    .formatted(storage.logBytes() / KIB),
                            "A reader that never ends keeps it from being written back: see which"
                                    + " process has the database open."));
        }
        if (storage.statisticsTables() == 0 && storage.bytes() > LARGE) {
            findings.add(
                    finding(
                            "no-statistics",
                            "Queries are planned without statistics",
                            "Collect them: signalbox maintain " + database.id() + " --analyze"));
        }
    }

    private void timings(TimingFile file, List<QueryTime> kept, DatabaseReader reader) {
        var queries = file.queries();
        var measured = reader.time(queries.stream().map(TimedQuery::query).toList(), RUNS, TIMING);
        for (var i = 0; i < queries.size(); i++) {
            timing(file.source().path(), queries.get(i), measured.get(i), kept);
        }
    }

    private void timing(String file, TimedQuery query, MeasuredQuery now, List<QueryTime> kept) {
        var median = now.median();
        if (median == null) {
            findings.add(
                    finding(
                            "query-not-timed",
                            "%s (%s) cannot be timed: %s"
                                    .formatted(query.name(), file, now.error()),
                            "Write it for the schema as it is."));
            return;
        }
        var before =
                kept.stream()
                        .filter(t -> t.file().equals(file) && t.name().equals(query.name()))
                        .map(QueryTime::median)
                        .filter(Objects::nonNull)
                        .findFirst();
        checked.add(
                "%s takes %s%s."
                        .formatted(
                                query.name(),
                                millis(median),
                                before.map(b -> ", after the last run " + millis(b)).orElse("")));
        if (before.filter(b -> query.isSlower(b, median)).isPresent()) {
            findings.add(
                    finding(
                            "slower-query",
                            "%s takes %s instead of %s, as after the last run"
                                    .formatted(query.name(), millis(median), millis(before.get())),
                            "See EXPLAIN QUERY PLAN of it; signalbox maintain --analyze renews the"
                                    + " statistics."));
        }
    }

    private static Finding finding(String code, String message, String remedy) {
        return Finding.warning(code, null, message, remedy);
    }

    private static String millis(Duration duration) {
        return "%.1f ms".formatted(duration.toNanos() / 1_000_000.0);
    }
}
