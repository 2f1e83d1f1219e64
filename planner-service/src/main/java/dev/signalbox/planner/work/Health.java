package dev.signalbox.planner.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Finding;
import dev.signalbox.planner.store.ManifestStore;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.sql.migration.LoadOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** How a database is: whole, quick enough, and with all that its migrations give it. */
public final class Health {

    private final ObservedDatabases databases;
    private final PlanStore plans;
    private final ManifestStore manifests;
    private final Clock clock;

    Health(ObservedDatabases databases, PlanStore plans, ManifestStore manifests, Clock clock) {
        this.databases = databases;
        this.plans = plans;
        this.manifests = manifests;
        this.clock = clock;
    }

    /** From the best to the worst. */
    public enum State {
        OK,
        /** Slower than it could be. */
        DEGRADED,
        /** Something that it should do it does not. */
        PARTIAL,
        FAILED
    }

    /**
     * One side of a database.
     *
     * @param aspect integrity, performance or features
     * @param checked what was looked at and found, a sentence each
     * @param findings why it is not OK, each with its remedy; empty when it is
     */
    public record Aspect(String aspect, State state, List<String> checked, List<Finding> findings) {

        public Aspect {
            checked = List.copyOf(checked);
            findings = List.copyOf(findings);
        }

        /**
         * @param otherwise its state when there is a finding
         */
        static Aspect of(
                String aspect, State otherwise, List<String> checked, List<Finding> findings) {
            return new Aspect(aspect, findings.isEmpty() ? State.OK : otherwise, checked, findings);
        }
    }

    /**
     * @param state the worst of its aspects
     */
    public record Report(String database, State state, List<Aspect> aspects) {

        public Report {
            aspects = List.copyOf(aspects);
        }

        static Report of(String database, List<Aspect> aspects) {
            var worst = State.OK;
            for (var aspect : aspects) {
                worst = aspect.state().compareTo(worst) > 0 ? aspect.state() : worst;
            }
            return new Report(database, worst, aspects);
        }
    }

    Report of(DatabaseSettings database, LoadOutcome files) {
        try {
            return databases.look(
                    database,
                    reader ->
                            reader.map(it -> inside(database, files, it))
                                    .orElseGet(() -> absent(database)));
        } catch (DatabaseException e) {
            return Report.of(database.id(), List.of(unreadable(database, e)));
        }
    }

    private static Report absent(DatabaseSettings database) {
        return Report.of(
                database.id(),
                List.of(
                        Aspect.of(
                                "integrity",
                                State.FAILED,
                                List.of(),
                                List.of(
                                        Finding.error(
                                                "no-such-database",
                                                database.file().toString(),
                                                "There is no database yet",
                                                "Make it: signalbox up " + database.id())))));
    }

    private static Aspect unreadable(DatabaseSettings database, DatabaseException e) {
        return Aspect.of(
                "integrity",
                State.FAILED,
                List.of(),
                List.of(DatabaseFindings.unreadable(database, e)));
    }

    private Report inside(DatabaseSettings database, LoadOutcome files, DatabaseReader reader) {
        return Report.of(
                database.id(),
                List.of(
                        integrity(database, reader),
                        new PerformanceHealth(databases, plans).of(database, files, reader),
                        new FeatureHealth(plans).of(database, reader, lastSnapshot(database))));
    }

    private static Aspect integrity(DatabaseSettings database, DatabaseReader reader) {
        return Aspect.of(
                "integrity",
                State.FAILED,
                List.of("Its pages, its rows against its indexes, and its foreign keys."),
                DatabaseFindings.integrity(database, reader));
    }

    private String lastSnapshot(DatabaseSettings database) {
        return manifests.of(new DatabaseId(database.id())).stream()
                .findFirst()
                .map(
                        m ->
                                "The last snapshot is %s old: %s."
                                        .formatted(
                                                age(Duration.between(m.takenAt(), clock.instant())),
                                                m.snapshot()))
                .orElse("There is no snapshot of it: signalbox backup " + database.id());
    }

    private static String age(Duration age) {
        return age.toDays() > 0
                ? age.toDays() + " days"
                : age.toHours() > 0 ? age.toHours() + " hours" : age.toMinutes() + " minutes";
    }
}
