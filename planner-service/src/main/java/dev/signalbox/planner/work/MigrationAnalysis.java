package dev.signalbox.planner.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.PastAttempt;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a migration took, against its estimate, its history and other databases. */
public final class MigrationAnalysis {

    private final ObservedDatabases databases;
    private final RunTimes times;

    MigrationAnalysis(ObservedDatabases databases, RunTimes times) {
        this.databases = databases;
        this.times = times;
    }

    /**
     * One time that it was tried.
     *
     * @param rowsPerSecond absent where no rows were counted
     * @param run what its plan's run says beyond the ledger; absent when this planner does not know
     *     the plan
     */
    public record Attempt(
            String direction,
            String status,
            Instant startedAt,
            Duration duration,
            @Nullable Long rows,
            @Nullable Long rowsPerSecond,
            int statements,
            @Nullable String plan,
            @Nullable String actor,
            @Nullable String error,
            RunTimes.@Nullable OfRun run) {}

    /** The last time that it was applied on another database. */
    public record Elsewhere(
            String database, Instant startedAt, Duration duration, @Nullable Long rows) {}

    /**
     * @param attempts the newest first
     * @param remarks what took longest, and what would help; a sentence each
     */
    public record Report(
            String database,
            String migration,
            List<Attempt> attempts,
            List<Elsewhere> elsewhere,
            List<String> remarks) {

        public Report {
            attempts = List.copyOf(attempts);
            elsewhere = List.copyOf(elsewhere);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * @param migration a version, or the id under which the ledger has it
     * @return empty when it was never tried
     */
    Optional<Report> of(Settings settings, DatabaseSettings database, String migration) {
        var id = id(database, migration);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var attempts =
                history(database, id.get()).stream().map(past -> attempt(past, id.get())).toList();
        return Optional.of(
                new Report(
                        database.id(),
                        id.get(),
                        attempts,
                        elsewhere(settings, database, id.get()),
                        Remarks.of(attempts)));
    }

    private Optional<String> id(DatabaseSettings database, String migration) {
        return databases.look(database, reader -> reader.flatMap(r -> r.triedMigration(migration)));
    }

    private List<PastAttempt> history(DatabaseSettings database, String id) {
        return databases.look(
                database, reader -> reader.map(r -> r.attempts(id)).orElse(List.of()));
    }

    private Attempt attempt(PastAttempt past, String id) {
        var rows = past.rows().isPresent() ? (Long) past.rows().getAsLong() : null;
        var seconds = past.duration().toNanos() / 1e9;
        return new Attempt(
                past.direction(),
                past.status(),
                past.startedAt(),
                past.duration(),
                rows,
                rows == null || rows == 0 || seconds == 0 ? null : Math.round(rows / seconds),
                past.statements(),
                past.planId(),
                past.actor(),
                past.error(),
                times.of(past.planId(), id).orElse(null));
    }

    private List<Elsewhere> elsewhere(Settings settings, DatabaseSettings database, String id) {
        var found = new ArrayList<Elsewhere>();
        for (var other : settings.databases().values()) {
            if (!other.id().equals(database.id())) {
                last(other, id).ifPresent(found::add);
            }
        }
        return found;
    }

    /** One that cannot be read now has nothing to say. */
    private Optional<Elsewhere> last(DatabaseSettings other, String id) {
        try {
            return history(other, id).stream()
                    .filter(a -> a.direction().equals("up") && a.status().equals("completed"))
                    .findFirst()
                    .map(
                            a ->
                                    new Elsewhere(
                                            other.id(),
                                            a.startedAt(),
                                            a.duration(),
                                            a.rows().isPresent()
                                                    ? (Long) a.rows().getAsLong()
                                                    : null));
        } catch (DatabaseException e) {
            return Optional.empty();
        }
    }

    /** What stands out in the latest attempt. */
    private static final class Remarks {

        private static final long MANY_ROWS = 10_000;
        private static final long SLOW = 50_000;
        private static final Duration SHORT = Duration.ofMillis(100);

        private Remarks() {}

        static List<String> of(List<Attempt> attempts) {
            var remarks = new ArrayList<String>();
            if (attempts.isEmpty()) {
                return remarks;
            }
            var last = attempts.getFirst();
            var run = last.run();
            if (run != null) {
                ofRun(last, run, remarks);
            }
            var rate = last.rowsPerSecond();
            if (rate != null && last.rows() != null && last.rows() > MANY_ROWS && rate < SLOW) {
                remarks.add(
                        "%,d rows a second are few: indexes and triggers of the table are kept up for every row; making them after the rows is quicker."
                                .formatted(rate));
            }
            earlier(attempts)
                    .filter(e -> isMuchMore(last.duration(), e.duration()))
                    .ifPresent(
                            e ->
                                    remarks.add(
                                            "It took %d ms, and %d ms the time before."
                                                    .formatted(
                                                            last.duration().toMillis(),
                                                            e.duration().toMillis())));
            if (last.error() != null) {
                remarks.add("It failed the last time: " + last.error());
            }
            return remarks;
        }

        private static void ofRun(Attempt last, RunTimes.OfRun run, List<String> remarks) {
            if (!run.waited().isZero()) {
                remarks.add(
                        "Its run waited %d ms for %s; it is quicker while fewer write."
                                .formatted(
                                        run.waited().toMillis(),
                                        Objects.requireNonNullElse(run.waitedFor(), "others")));
            }
            var snapshot = run.snapshot();
            if (snapshot != null && isMuchMore(snapshot, last.duration())) {
                remarks.add(
                        "The snapshot took longest: %d ms, the migration %d ms. Several migrations in one plan share one."
                                .formatted(snapshot.toMillis(), last.duration().toMillis()));
            }
            if (isMuchMore(last.duration(), run.estimate())) {
                remarks.add(
                        "It took %d ms and was estimated at %d ms (%s); EstimatedDuration in its header tells the next plan better."
                                .formatted(
                                        last.duration().toMillis(),
                                        run.estimate().toMillis(),
                                        run.estimateSource()));
            }
        }

        private static Optional<Attempt> earlier(List<Attempt> attempts) {
            return attempts.stream()
                    .skip(1)
                    .filter(a -> a.direction().equals(attempts.getFirst().direction()))
                    .filter(a -> a.status().equals("completed"))
                    .findFirst();
        }

        private static boolean isMuchMore(Duration one, Duration other) {
            return one.compareTo(other.multipliedBy(2)) > 0
                    && one.minus(other).compareTo(SHORT) > 0;
        }
    }
}
