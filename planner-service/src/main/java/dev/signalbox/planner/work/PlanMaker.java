package dev.signalbox.planner.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.Observation;
import dev.signalbox.database.RowCount;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.planner.domain.Background;
import dev.signalbox.planner.domain.Planned;
import dev.signalbox.planner.domain.Planning;
import dev.signalbox.planner.domain.ProjectFiles;
import dev.signalbox.planner.domain.Situation;
import dev.signalbox.planner.store.ManifestStore;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.runtime.project.ProjectSettings;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.Settings;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.transfer.RuleFiles;
import dev.signalbox.transfer.RuleSet;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at settings, files and database, and has a plan made of it. */
public final class PlanMaker {

    private static final Duration COUNTING = Duration.ofMillis(250);

    private final ProjectSettings settings;
    private final Projects projects;
    private final ObservedDatabases databases;
    private final Backgrounds backgrounds;
    private final NameSearch nameSearch;
    private final Clock clock;

    public PlanMaker(
            ProjectSettings settings,
            Projects projects,
            ObservedDatabases databases,
            PlanStore plans,
            ManifestStore manifests,
            ScratchFolder scratch,
            Clock clock) {
        this.settings = settings;
        this.projects = projects;
        this.databases = databases;
        this.backgrounds = new Backgrounds(databases, plans, manifests, scratch);
        this.nameSearch = new NameSearch(databases);
        this.clock = clock;
    }

    public Planned plan(PlanStore.Requested requested) {
        return switch (settings.current()) {
            case LoadedOrRefused.Refused refused -> new Planned.Refused(refused.findings());
            case LoadedOrRefused.Loaded loaded -> plan(requested, loaded.settings());
        };
    }

    private Planned plan(PlanStore.Requested requested, Settings current) {
        var id = requested.request().database().value();
        return current.database(id)
                .map(database -> plan(requested, current, database))
                .orElseGet(() -> new Planned.Refused(List.of(unknown(id, current))));
    }

    public static Finding unknown(String id, Settings current) {
        var nearest = current.nearest(id);
        return Finding.error(
                "unknown-database",
                "database",
                "There is no database '%s' in %s".formatted(id, current.source()),
                nearest.isEmpty()
                        ? "Known: " + String.join(", ", current.databases().keySet()) + "."
                        : "Did you mean " + String.join(" or ", nearest) + "?");
    }

    private Planned plan(
            PlanStore.Requested requested, Settings current, DatabaseSettings database) {
        var project = requested.request().project();
        var loaded =
                project == null
                        ? projects.folder(database.migrations(), database.placeholders())
                        : projects.upload(project, database.placeholders());
        return switch (loaded) {
            case LoadOutcome.Refused refused -> new Planned.Refused(Projects.findings(refused));
            case LoadOutcome.Loaded files -> plan(requested, current, database, files);
        };
    }

    private Planned plan(
            PlanStore.Requested requested,
            Settings current,
            DatabaseSettings database,
            LoadOutcome.Loaded files) {
        return switch (RuleFiles.read(files)) {
            case RuleFiles.Outcome.Read read ->
                    plan(new Asked(requested, current, database, files, read.rules()));
            case RuleFiles.Outcome.Refused refused when needsRules(requested.request().goal()) ->
                    new Planned.Refused(refused.findings());
            case RuleFiles.Outcome.Refused refused ->
                    plan(new Asked(requested, current, database, files, RuleSet.NONE));
        };
    }

    /** What is wanted, and of what. */
    private record Asked(
            PlanStore.Requested requested,
            Settings current,
            DatabaseSettings database,
            LoadOutcome.Loaded files,
            RuleSet rules) {

        Goal goal() {
            return requested.request().goal();
        }
    }

    private Planned plan(Asked asked) {
        try {
            return databases.look(asked.database(), reader -> seen(asked, reader));
        } catch (DatabaseException e) {
            return asked.goal() instanceof Goal.RestoreTo ? unreadable(asked, e) : refused(e);
        }
    }

    /** A rule that nobody runs is in nobody's way. */
    private static boolean needsRules(Goal goal) {
        return goal instanceof Goal.MigrateTo || goal instanceof Goal.Transform;
    }

    private static Planned refused(DatabaseException e) {
        return new Planned.Refused(
                List.of(
                        Finding.error(
                                "database-unreadable", e.database(), e.problem(), e.remedy())));
    }

    /** A restore is the way out of a database that is damaged; what locks it may pass. */
    private Planned unreadable(Asked asked, DatabaseException e) {
        return switch (e.reason()) {
            case CORRUPT, NOT_A_DATABASE, LEDGER_DAMAGED ->
                    Planning.plan(
                            situation(
                                    asked,
                                    Optional.empty(),
                                    0,
                                    Map.of(),
                                    backgrounds.of(
                                            asked.requested(),
                                            Optional.empty(),
                                            List.of(),
                                            e.problem())));
            default -> refused(e);
        };
    }

    private Planned seen(Asked asked, Optional<DatabaseReader> reader) {
        var observed = reader.map(r -> r.observe());
        long size = reader.map(r -> r.sizeBytes()).orElse(0L);
        var applied = observed.map(o -> o.ledger().applied()).orElse(List.of());
        var names =
                nameSearch.names(
                        asked.goal(),
                        asked.current(),
                        asked.database(),
                        asked.files().migrations(),
                        reader);
        var background = backgrounds.of(asked.requested(), reader, applied, null).withNames(names);
        var bare = situation(asked, observed, size, Map.of(), background);
        var tables = new HashSet<>(Planning.tables(bare));
        var rows =
                reader.filter(r -> !tables.isEmpty())
                        .map(r -> r.rowCounts(tables, COUNTING))
                        .orElse(Map.of());
        var tried =
                background
                        .withTried(backgrounds.tried(bare, asked.database()))
                        .with(backgrounds.replayed(bare, asked.database()));
        var complete = backgrounds.withOrders(tried, bare, asked.database());
        return Planning.plan(situation(asked, observed, size, rows, complete));
    }

    private Situation situation(
            Asked asked,
            Optional<Observation> observed,
            long sizeBytes,
            Map<String, RowCount> rows,
            Background background) {
        var requested = asked.requested();
        var database = asked.database();
        var files = asked.files();
        return new Situation(
                requested.plan(),
                requested.request(),
                requested.cause().actor(),
                requested.authenticated(),
                clock.instant(),
                database.engine(),
                database.environment(),
                asked.current().policyOf(database),
                files.form(),
                files.migrations(),
                observed,
                sizeBytes,
                rows,
                background,
                new ProjectFiles(
                        files.hooks(),
                        files.checks(),
                        files.timings(),
                        asked.rules(),
                        database.health(),
                        database.hookTimeout()));
    }
}
