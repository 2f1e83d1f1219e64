package dev.signalbox.database;

import dev.signalbox.sql.migration.Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database's own ledger says, read at one moment.
 *
 * @param present false on a database that was never migrated; all else is then empty
 * @param formatVersion of the ledger's tables
 * @param epoch the fence's; 0 when there is none
 * @param applied the migrations in force, in the order of their application
 * @param stamp the schema as the last migration left it, or null
 * @param holder who took the lock and has not released it, or null
 */
public record Ledger(
        boolean present,
        int formatVersion,
        long epoch,
        List<AppliedMigration> applied,
        @Nullable Stamp stamp,
        @Nullable LockHolder holder) {

    public static final Ledger ABSENT = new Ledger(false, 0, 0, List.of(), null, null);

    public Ledger {
        applied = List.copyOf(applied);
    }

    /**
     * The schema as a migration left it.
     *
     * @param schemaText the canonical text, to say what differs when the fingerprint does; null
     *     while the run that left it goes on, or when it was killed
     */
    public record Stamp(String version, Fingerprint fingerprint, @Nullable String schemaText) {

        public Optional<Schema> schema() {
            return Optional.ofNullable(schemaText).map(Schema::parse);
        }
    }

    public Optional<Stamp> latestStamp() {
        return Optional.ofNullable(stamp);
    }

    public Optional<LockHolder> lockHolder() {
        return Optional.ofNullable(holder);
    }

    /** The version of the migration that was applied last; repeatable ones have none. */
    public Optional<String> version() {
        return applied.reversed().stream()
                .map(AppliedMigration::version)
                .filter(version -> Version.parse(version).filter(Version::isRepeatable).isEmpty())
                .findFirst();
    }
}
