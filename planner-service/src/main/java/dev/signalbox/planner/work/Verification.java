package dev.signalbox.planner.work;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.events.Finding;
import dev.signalbox.planner.domain.LedgerComparison;
import dev.signalbox.planner.domain.Repairing;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a database with itself, with its ledger and with its files. */
public final class Verification {

    private final ObservedDatabases databases;
    private final PlanStore plans;

    Verification(ObservedDatabases databases, PlanStore plans) {
        this.databases = databases;
        this.plans = plans;
    }

    /**
     * What was looked at, and what is not as it should be.
     *
     * @param ok nothing is
     * @param checked a sentence each
     */
    public record Verified(
            String database, boolean ok, List<String> checked, List<Finding> findings) {

        public Verified {
            checked = List.copyOf(checked);
            findings = List.copyOf(findings);
        }
    }

    Verified verify(DatabaseSettings database, LoadOutcome files) {
        var checked = new ArrayList<String>();
        var findings = new ArrayList<Finding>();
        try {
            databases.look(
                    database,
                    reader -> {
                        if (reader.isEmpty()) {
                            checked.add("There is no database yet.");
                        } else {
                            inside(database, reader.get(), checked, findings);
                            againstFiles(reader.get(), files, checked, findings);
                        }
                        return true;
                    });
        } catch (DatabaseException e) {
            findings.add(DatabaseFindings.unreadable(database, e));
        }
        checked.add("Its last run.");
        DatabaseFindings.unsettledRun(database, plans).ifPresent(findings::add);
        return new Verified(database.id(), findings.isEmpty(), checked, findings);
    }

    private static void inside(
            DatabaseSettings database,
            DatabaseReader reader,
            List<String> checked,
            List<Finding> findings) {
        findings.addAll(DatabaseFindings.integrity(database, reader));
        checked.add("The file's own integrity and its foreign keys.");
        var observed = reader.observe();
        checked.add(
                observed.ledger().latestStamp().isEmpty()
                        ? "No migration is in force, so the schema can be compared with nothing."
                        : "The schema with what the last migration left.");
        findings.addAll(DatabaseFindings.drift(observed));
    }

    private void againstFiles(
            DatabaseReader reader,
            LoadOutcome files,
            List<String> checked,
            List<Finding> findings) {
        var applied = reader.observe().ledger().applied();
        switch (files) {
            case LoadOutcome.Refused refused -> findings.addAll(Projects.findings(refused));
            case LoadOutcome.Loaded loaded -> {
                checked.add(
                        "%d applied %s with their files."
                                .formatted(
                                        applied.size(),
                                        applied.size() == 1 ? "migration" : "migrations"));
                applied.forEach(one -> compare(one, loaded.migrations(), findings));
            }
        }
    }

    private void compare(AppliedMigration applied, MigrationSet files, List<Finding> findings) {
        switch (LedgerComparison.stateOf(applied, files)) {
            case OK -> {}
            case FILE_MISSING ->
                    findings.add(
                            Finding.error(
                                    "applied-file-missing",
                                    applied.migrationId(),
                                    "There is no file for " + applied.migrationId(),
                                    "Put the file back."));
            case CHANGED -> {
                var file = Version.parse(applied.version()).flatMap(files::find).orElseThrow();
                var was =
                        Optional.ofNullable(
                                new AppliedTexts(plans)
                                        .of(List.of(applied))
                                        .get(applied.migrationId()));
                for (var sentence : Repairing.differences(was.orElse(null), applied, file)) {
                    findings.add(
                            Finding.error(
                                    "applied-file-changed",
                                    file.fileName(),
                                    sentence,
                                    "Put the applied text back, or record the file as it is:"
                                            + " signalbox repair."));
                }
            }
        }
    }
}
