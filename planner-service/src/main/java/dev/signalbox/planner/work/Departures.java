package dev.signalbox.planner.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.events.Finding;
import dev.signalbox.planner.domain.FlywayExport;
import dev.signalbox.planner.domain.Leaving;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.sql.migration.LoadOutcome;
import java.util.List;

/** Looks at a database and its files for whoever leaves with them. */
final class Departures {

    private final ObservedDatabases databases;

    Departures(ObservedDatabases databases) {
        this.databases = databases;
    }

    Leaving toFlyway(DatabaseSettings database, LoadOutcome files) {
        return switch (files) {
            case LoadOutcome.Refused refused ->
                    new Leaving(null, List.of(), Projects.findings(refused));
            case LoadOutcome.Loaded loaded -> toFlyway(database, loaded);
        };
    }

    private Leaving toFlyway(DatabaseSettings database, LoadOutcome.Loaded files) {
        try {
            return databases.look(
                    database,
                    reader ->
                            reader.map(
                                            r ->
                                                    new FlywayExport(
                                                                    database.id(),
                                                                    files.migrations(),
                                                                    r.observe().ledger(),
                                                                    r.foreignHistories())
                                                            .leaving())
                                    .orElseGet(() -> hindered("There is no database yet", "")));
        } catch (DatabaseException e) {
            return hindered(e.database() + ": " + e.problem(), e.remedy());
        }
    }

    private static Leaving hindered(String message, String remedy) {
        return new Leaving(
                null,
                List.of(),
                List.of(Finding.error("database-unreadable", null, message, remedy)));
    }
}
