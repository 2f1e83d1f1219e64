package dev.signalbox.database.sqlite;

import dev.signalbox.database.JavaChange;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.RunContext;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.migration.ForeignKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way of a migration: what runs, and as what it goes on record.
 *
 * @param checksum null for a way back, which stands under the checksum of what it undoes
 */
record Change(
        Way way,
        String id,
        String name,
        String version,
        @Nullable Checksum checksum,
        @Nullable Checksum rawChecksum,
        ForeignKeys foreignKeys,
        List<SqlStatement> statements,
        @Nullable JavaChange java,
        @Nullable String reason,
        RunContext context) {

    /** Up or down, in the ledger's words. */
    enum Way {
        UP("up", "migration"),
        DOWN("down", "rollback");

        private final String direction;
        private final String noun;

        Way(String direction, String noun) {
            this.direction = direction;
            this.noun = noun;
        }

        String direction() {
            return direction;
        }

        /** What the log calls it. */
        String noun() {
            return noun;
        }
    }

    static Change up(MigrationToApply migration) {
        return new Change(
                Way.UP,
                migration.id(),
                migration.name(),
                migration.version(),
                migration.checksum(),
                migration.rawChecksum(),
                migration.foreignKeys(),
                migration.statements(),
                migration.java(),
                null,
                migration.context());
    }

    static Change down(MigrationToRevert migration) {
        return new Change(
                Way.DOWN,
                migration.id(),
                migration.name(),
                migration.version(),
                null,
                null,
                migration.foreignKeys(),
                migration.statements(),
                migration.java(),
                migration.reason(),
                migration.context());
    }

    /** Nothing runs: only the record changes. */
    boolean isOnlyRecord() {
        return statements.isEmpty() && java == null;
    }

    Touched touched() {
        return java == null ? Touched.by(statements) : Touched.ANYTHING;
    }

    /** No pragma and no temporary table stays in the connection when the script has run. */
    boolean leavesConnectionAsItWas() {
        return java == null && statements.stream().allMatch(Change::leavesConnectionAsItWas);
    }

    private static boolean leavesConnectionAsItWas(SqlStatement statement) {
        return switch (statement.kind()) {
            case StatementKind.Pragma it -> false;
            case StatementKind.TransactionControl it -> false;
            case StatementKind.SavepointControl it -> false;
            case StatementKind.OutsideTransaction it -> false;
            case StatementKind.Other it -> false;
            default -> !statement.text().toLowerCase(Locale.ROOT).contains("temp");
        };
    }

    /**
     * Under which names of tables and views the catalogue may have become different; empty when
     * that cannot be told. Only behind a pragma, and by code, can it be written without being
     * counted.
     */
    Optional<Set<String>> catalogued() {
        if (!leavesConnectionAsItWas()) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        for (SqlStatement statement : statements) {
            Optional<List<String>> of = catalogued(statement.kind());
            if (of.isEmpty()) {
                return Optional.empty();
            }
            of.get().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        }
        return Optional.of(names);
    }

    /** Where a name is taken, a view of Signalbox' own goes for it. */
    private static Optional<List<String>> catalogued(StatementKind kind) {
        return switch (kind) {
            case StatementKind.CreateTable it -> Optional.of(List.of(it.table()));
            case StatementKind.CreateIndex it -> Optional.of(List.of(it.table(), it.index()));
            case StatementKind.AddColumn it -> Optional.of(List.of(it.table()));
            case StatementKind.Insert it -> Optional.of(List.of());
            case StatementKind.Update it -> Optional.of(List.of());
            case StatementKind.Delete it -> Optional.of(List.of());
            case StatementKind.Query it -> Optional.of(List.of());
            default -> Optional.empty();
        };
    }

    /**
     * What the script says, else what the application's URL says, else SQLite's own default: off.
     * Off loses nothing and surprises nobody, since new dangling references stop the commit anyway.
     */
    boolean enforced(ForeignKeys ofAddress) {
        return foreignKeys == ForeignKeys.UNSPECIFIED
                ? ofAddress == ForeignKeys.ON
                : foreignKeys == ForeignKeys.ON;
    }
}
