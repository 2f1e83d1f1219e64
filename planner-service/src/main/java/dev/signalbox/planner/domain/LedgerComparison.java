package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.PendingMigrations;
import dev.signalbox.events.Finding;
import dev.signalbox.sql.ChecksumVerdict;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The migrations that a database has, against the files that there are. */
public final class LedgerComparison {

    /** What became of the file of a migration that was applied. */
    public enum FileState {
        OK,
        CHANGED,
        FILE_MISSING
    }

    private LedgerComparison() {}

    public static FileState stateOf(AppliedMigration applied, MigrationSet files) {
        if (applied.isBaseline()) {
            return FileState.OK;
        }
        var file = fileOf(applied, files);
        if (file.isEmpty()) {
            return FileState.FILE_MISSING;
        }
        return file.get().verify(applied.checksum()) instanceof ChecksumVerdict.Matches
                ? FileState.OK
                : FileState.CHANGED;
    }

    /** What keeps the files from being applied to this database. */
    static List<Finding> findings(Ledger ledger, MigrationSet files, boolean force) {
        var findings = new ArrayList<Finding>();
        for (var applied : ledger.applied()) {
            if (applied.isBaseline()) {
                continue;
            }
            var file = fileOf(applied, files);
            if (file.isEmpty()) {
                if (!force) {
                    findings.add(
                            Finding.error(
                                    "applied-file-missing",
                                    applied.migrationId(),
                                    "%s was applied at %s, and there is no file for it"
                                            .formatted(applied.migrationId(), applied.appliedAt()),
                                    "Put the file back; --force goes on without it."));
                }
                continue;
            }
            if (file.get().isRepeatable()) {
                continue;
            }
            switch (file.get().verify(applied.checksum())) {
                case ChecksumVerdict.Matches matches -> {}
                case ChecksumVerdict.Differs differs ->
                        findings.add(
                                Finding.error(
                                        "applied-file-changed",
                                        file.get().fileName(),
                                        "%s was changed since it was applied at %s (its tokens had %s, now %s)"
                                                .formatted(
                                                        file.get().fileName(),
                                                        applied.appliedAt(),
                                                        differs.stored().hex().substring(0, 12),
                                                        differs.actual().hex().substring(0, 12)),
                                        "Put the applied text back, and write the change as a new"
                                                + " migration."));
                case ChecksumVerdict.UnknownAlgorithm unknown ->
                        findings.add(
                                Finding.error(
                                        "unknown-checksum-algorithm",
                                        file.get().fileName(),
                                        unknown.message(),
                                        "Use the Signalbox version that applied it, or a later one."));
            }
        }
        return findings;
    }

    /** The migrations in force that have a version: all but the repeatable ones. */
    static List<AppliedMigration> versioned(Ledger ledger) {
        return ledger.applied().stream()
                .filter(a -> Version.parse(a.version()).filter(Version::isRepeatable).isEmpty())
                .toList();
    }

    static List<Version> versions(Ledger ledger) {
        return versioned(ledger).stream()
                .flatMap(a -> Version.parse(a.version()).stream())
                .toList();
    }

    private static Optional<Migration> fileOf(AppliedMigration applied, MigrationSet files) {
        return new PendingMigrations(files, List.of()).fileOf(applied);
    }
}
