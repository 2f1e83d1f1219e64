package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.MendOutcome;
import dev.signalbox.database.MendOutcome.Lost;
import dev.signalbox.database.MendOutcome.Mended;
import dev.signalbox.database.MendOutcome.MendedBefore;
import dev.signalbox.database.MendOutcome.NotMended;
import dev.signalbox.database.VersionLabel;
import dev.signalbox.database.VersionNaming;
import dev.signalbox.database.VersionNaming.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tags and releases, which are columns of a version's row and go with it when it is reverted. */
final class VersionNames {

    private static final String LABELS =
            """
            SELECT history_id, version, tag, release_name, released_at, released_by
            FROM _migration_versions WHERE tag IS NOT NULL OR release_name IS NOT NULL
            ORDER BY history_id""";

    private final FencedTransaction ledger;
    private final Lease lease;

    VersionNames(FencedTransaction ledger, Lease lease) {
        this.ledger = ledger;
        this.lease = lease;
    }

    static List<VersionLabel> read(Handle handle) {
        return LedgerTables.format(handle) == 0
                ? List.of()
                : handle.list(
                        LABELS,
                        row -> {
                            @Nullable String releasedAt = row.getString(5);
                            return new VersionLabel(
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    releasedAt == null
                                            ? null
                                            : LedgerRows.instant(handle, releasedAt),
                                    row.getString(6));
                        });
    }

    MendOutcome name(VersionNaming naming) {
        AtomicReference<MendOutcome> outcome = new AtomicReference<>();
        Optional<Overtaken> lost =
                ledger.run(
                        lease.request().patience(), handle -> outcome.set(named(handle, naming)));
        return lost.isPresent() ? new Lost(lost.get()) : Objects.requireNonNull(outcome.get());
    }

    private MendOutcome named(Handle handle, VersionNaming naming) {
        String column = column(naming.kind());
        if (handle.number(
                        "SELECT count(*) FROM _migration_versions WHERE version = ?",
                        naming.version())
                == 0) {
            return new NotMended(
                    "version " + naming.version() + " is not in force",
                    "Apply it, or name another version");
        }
        @Nullable String holder = text(handle, "version", column, naming.name());
        @Nullable String present = text(handle, column, "version", naming.version());
        if (naming.version().equals(holder)) {
            return new MendedBefore();
        }
        if (!Objects.equals(holder, naming.movedFrom())
                || !Objects.equals(present, naming.replaces())) {
            return new NotMended(
                    "'%s' is on %s and version %s has %s, which is not as when this was planned"
                            .formatted(
                                    naming.name(),
                                    holder == null ? "no version" : "version " + holder,
                                    naming.version(),
                                    present == null ? "no such name" : "'" + present + "'"),
                    "Plan it again");
        }
        write(handle, naming);
        return new Mended();
    }

    private void write(Handle handle, VersionNaming naming) {
        switch (naming.kind()) {
            case TAG -> {
                handle.update(
                        "UPDATE _migration_versions SET tag = NULL WHERE tag = ?", naming.name());
                handle.update(
                        "UPDATE _migration_versions SET tag = ? WHERE version = ?",
                        naming.name(),
                        naming.version());
            }
            case RELEASE -> {
                handle.update(
                        "UPDATE _migration_versions SET release_name = NULL, released_at = NULL,"
                                + " released_by = NULL WHERE release_name = ?",
                        naming.name());
                handle.update(
                        "UPDATE _migration_versions SET release_name = ?, released_at = "
                                + LedgerTables.NOW
                                + ", released_by = ? WHERE version = ?",
                        naming.name(),
                        naming.context().actor(),
                        naming.version());
            }
        }
        LedgerWriter.audit(
                handle,
                lease,
                naming.context(),
                naming.version(),
                naming.kind() == Kind.TAG ? "version tagged" : "version released",
                details(naming));
    }

    private static String details(VersionNaming naming) {
        return "'"
                + naming.name()
                + "'"
                + (naming.movedFrom() == null ? "" : ", moved from " + naming.movedFrom())
                + (naming.replaces() == null ? "" : ", in place of '" + naming.replaces() + "'")
                + (naming.reason() == null ? "" : ": " + naming.reason());
    }

    private static @Nullable String text(
            Handle handle, String wanted, String column, String value) {
        return handle
                .list(
                        "SELECT %s FROM _migration_versions WHERE %s = ? AND %1$s IS NOT NULL"
                                .formatted(wanted, column),
                        row -> row.getString(1),
                        value)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static String column(Kind kind) {
        return switch (kind) {
            case TAG -> "tag";
            case RELEASE -> "release_name";
        };
    }
}
