package dev.signalbox.planner.work;

import dev.signalbox.events.Finding;
import dev.signalbox.planner.domain.Leaving;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.runtime.project.ProjectSettings;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.Settings;
import java.util.List;
import java.util.Optional;

/** The databases that the planner knows, and where they stand. */
public final class Catalogue {

    private final ProjectSettings settings;
    private final Projects projects;
    private final ObservedDatabases databases;
    private final Verification verification;
    private final Departures departures;

    public Catalogue(
            ProjectSettings settings,
            Projects projects,
            ObservedDatabases databases,
            PlanStore plans) {
        this.settings = settings;
        this.projects = projects;
        this.databases = databases;
        this.verification = new Verification(databases, plans);
        this.departures = new Departures(databases);
    }

    /** A database in a list. */
    public record Entry(
            String id, String engine, String url, String environment, String migrations) {}

    /** The settings, or what is wrong with them. */
    public LoadedOrRefused settings() {
        return settings.current();
    }

    public List<Entry> entries(Settings current) {
        return current.databases().values().stream().map(Catalogue::entry).toList();
    }

    public Optional<DatabaseStatus> status(Settings current, String id) {
        return current.database(id)
                .map(
                        database ->
                                DatabaseStatus.of(
                                        database,
                                        projects.folder(
                                                database.migrations(), database.placeholders()),
                                        databases));
    }

    /** Whether a database, its ledger and its files agree. */
    public Optional<Verification.Verified> verify(Settings current, String id) {
        return current.database(id)
                .map(
                        database ->
                                verification.verify(
                                        database,
                                        projects.folder(
                                                database.migrations(), database.placeholders())));
    }

    /** A database's history in Flyway's form. */
    public Optional<Leaving> leaving(Settings current, String id) {
        return current.database(id)
                .map(
                        database ->
                                departures.toFlyway(
                                        database,
                                        projects.folder(
                                                database.migrations(), database.placeholders())));
    }

    /** The rules of a database's project, and where each stands. */
    public Optional<TransformationView> transformations(Settings current, String id) {
        return current.database(id)
                .map(
                        database ->
                                TransformationView.of(
                                        database,
                                        projects.folder(
                                                database.migrations(), database.placeholders()),
                                        databases));
    }

    /** Rows of a rule's last run that could not be transformed, the first thousand. */
    public Optional<List<TransformationView.Failed>> failedRows(
            Settings current, String id, String rule) {
        return current.database(id)
                .map(database -> TransformationView.failed(database, rule, databases));
    }

    public Finding unknown(Settings current, String id) {
        return PlanMaker.unknown(id, current);
    }

    private static Entry entry(DatabaseSettings database) {
        return new Entry(
                database.id(),
                database.engine(),
                database.url(),
                database.environment(),
                database.migrations().toString());
    }
}
