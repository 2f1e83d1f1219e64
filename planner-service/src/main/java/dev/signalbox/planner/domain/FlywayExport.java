package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.foreign.ForeignEntry;
import dev.signalbox.database.foreign.ForeignHistory;
import dev.signalbox.database.foreign.ForeignTool;
import dev.signalbox.events.Finding;
import dev.signalbox.planner.domain.Leaving.Rename;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger as Flyway would have written it, had it applied the migrations. */
public final class FlywayExport {

    private final String database;
    private final MigrationSet files;
    private final Ledger ledger;
    private final List<ForeignHistory> histories;
    private final List<Rename> renames = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param histories that the database has; one of Flyway is brought up to date
     */
    public FlywayExport(
            String database, MigrationSet files, Ledger ledger, List<ForeignHistory> histories) {
        this.database = database;
        this.files = files;
        this.ledger = ledger;
        this.histories = List.copyOf(histories);
    }

    public Leaving leaving() {
        var existing = histories.stream().filter(h -> h.tool() == ForeignTool.FLYWAY).toList();
        if (existing.size() > 1) {
            return stopped(
                    Finding.error(
                            "several-foreign-histories",
                            null,
                            "%s has %d tables of Flyway".formatted(database, existing.size()),
                            "Drop those that Flyway is not to use."));
        }
        if (ledger.applied().isEmpty()) {
            return stopped(
                    Finding.error(
                            "nothing-on-record",
                            null,
                            "No migration is on record as applied to " + database,
                            "Flyway can begin by itself: flyway migrate."));
        }
        files.inOrder().forEach(this::examine);
        var sql = new FlywayTable(existing.stream().findFirst());
        existing.stream().flatMap(h -> h.entries().stream()).forEach(e -> takeAway(e, sql));
        ledger.applied().forEach(applied -> add(applied, sql));
        var hindered =
                findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)
                        || !renames.isEmpty();
        return new Leaving(hindered ? null : sql.script(database), renames, findings);
    }

    private Leaving stopped(Finding finding) {
        return new Leaving(null, List.of(), List.of(finding));
    }

    private void examine(Migration file) {
        if (FlywayName.of(file).isPresent()) {
            return;
        }
        FlywayName.wanted(file)
                .ifPresentOrElse(
                        renames::add,
                        () ->
                                findings.add(
                                        Finding.error(
                                                "no-flyway-name",
                                                file.fileName(),
                                                file.fileName()
                                                        + " can have no name that Flyway knows",
                                                "Flyway knows files of SQL whose versions are"
                                                        + " numbers with dots between.")));
    }

    /** What Flyway has on record, and we have not, was undone since. */
    private void takeAway(ForeignEntry entry, FlywayTable sql) {
        var version = entry.version();
        var inForce =
                Optional.ofNullable(version)
                        .flatMap(Version::parse)
                        .filter(v -> LedgerComparison.versions(ledger).contains(v))
                        .isPresent();
        switch (entry.kind()) {
            case BASELINE -> {
                // Stays: it is about what was before.
            }
            case HALF_DONE ->
                    findings.add(
                            Finding.error(
                                    "foreign-history-half-done",
                                    version,
                                    "Flyway did not finish " + entry.label(),
                                    ForeignTool.FLYWAY.mending()));
            case APPLIED, APPLIED_UP_TO -> {
                if (version != null && !inForce) {
                    sql.remove(version);
                }
            }
        }
    }

    private void add(AppliedMigration applied, FlywayTable sql) {
        var version = Version.parse(applied.version()).orElseThrow();
        if (sql.has(version)) {
            return;
        }
        if (applied.isBaseline()) {
            sql.addBaseline(applied);
            return;
        }
        var file = fileOf(applied, version);
        if (file.isEmpty()) {
            findings.add(
                    Finding.error(
                            "applied-file-missing",
                            applied.migrationId(),
                            "There is no file for %s, and Flyway would refuse to go on without it"
                                    .formatted(applied.migrationId()),
                            "Put the file back."));
            return;
        }
        if (LedgerComparison.stateOf(applied, files) == LedgerComparison.FileState.CHANGED) {
            findings.add(
                    Finding.warning(
                            "applied-file-changed",
                            file.get().fileName(),
                            "%s was changed since it was applied; Flyway gets the checksum of the file as it is"
                                    .formatted(file.get().fileName()),
                            "See what differs: signalbox verify."));
        }
        FlywayName.of(file.get())
                .filter(name -> name.version() != null || !sql.hasRepeatable(name.description()))
                .ifPresent(name -> sql.add(applied, name, file.get().source()));
    }

    private Optional<Migration> fileOf(AppliedMigration applied, Version version) {
        return files.baselines().stream()
                .filter(file -> file.stem().equals(applied.migrationId()))
                .findFirst()
                .or(() -> files.find(version));
    }
}
