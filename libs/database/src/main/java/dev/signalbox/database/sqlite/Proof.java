package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Schema;
import dev.signalbox.database.TableDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger kept of the state before a migration, to compare with the one after its undoing.
 *
 * @param schema empty for a migration that Signalbox did not apply
 */
record Proof(AppliedMigration applied, Optional<Fingerprint> schema, List<Digest> digests) {

    /** A larger table is only counted: half a second is enough to wait for proof. */
    static final long MOST_ROWS = 200_000;

    private static final String DIGESTS =
            """
            SELECT table_name, row_count, digest FROM _migration_digests WHERE history_id = ?
            ORDER BY table_name""";

    private static final String FINGERPRINT =
            """
            SELECT fingerprint_algorithm, fingerprint_before FROM _migration_versions
            WHERE history_id = ? AND fingerprint_before <> ''""";

    /**
     * A table as it was.
     *
     * @param digest null when the table was too large
     */
    record Digest(String table, long rows, @Nullable String digest) {

        static final Comparator<Digest> BY_NAME = Comparator.comparing(Digest::table);

        static Digest of(Handle handle, TableContent content) {
            if (isSmall(handle, content)) {
                TableDigest digest = content.digest(handle);
                return new Digest(content.table(), digest.rows(), digest.digest());
            }
            return new Digest(
                    content.table(),
                    handle.number("SELECT count(*) FROM " + content.source()),
                    null);
        }

        boolean isLike(Digest now) {
            return rows == now.rows() && (digest == null || digest.equals(now.digest()));
        }

        String comparedWith(Optional<Digest> now) {
            if (now.isEmpty()) {
                return "is not there; it had " + number(rows) + " rows";
            }
            if (!isLike(now.get())) {
                return rows == now.get().rows()
                        ? "was written since: " + number(rows) + " rows, with other values"
                        : "was written since: "
                                + number(rows)
                                + " rows then, "
                                + number(now.get().rows())
                                + " now";
            }
            return number(rows)
                    + (digest == null ? " rows, as many as then" : " rows, as they were");
        }

        private static String number(long rows) {
            return String.format(Locale.ROOT, "%,d", rows);
        }

        private static boolean isSmall(Handle handle, TableContent content) {
            return handle.number(
                            "SELECT count(*) FROM (SELECT 1 FROM "
                                    + content.source()
                                    + " LIMIT "
                                    + (MOST_ROWS + 1)
                                    + ")")
                    <= MOST_ROWS;
        }
    }

    /**
     * How it came out.
     *
     * @param asBefore nothing that could be compared differs
     */
    record Verdict(List<String> sentences, boolean asBefore) {}

    static Proof of(Handle handle, AppliedMigration applied) {
        return new Proof(
                applied,
                handle.first(
                        FINGERPRINT,
                        row -> new Fingerprint(row.getString(1), row.getString(2)),
                        applied.historyId()),
                digests(handle, applied.historyId()));
    }

    static List<Digest> digests(Handle handle, long historyId) {
        return handle.list(
                DIGESTS,
                row -> new Digest(row.getString(1), row.getLong(2), row.getString(3)),
                historyId);
    }

    static void keep(Handle handle, long historyId, List<Digest> digests) {
        for (Digest digest : digests) {
            handle.update(
                    "INSERT INTO _migration_digests (history_id, table_name, row_count, digest)"
                            + " VALUES (?, ?, ?, ?)",
                    historyId,
                    digest.table(),
                    digest.rows(),
                    digest.digest());
        }
    }

    Verdict compare(Handle handle, Schema after) {
        List<String> sentences = new ArrayList<>();
        boolean same = schema.map(after.fingerprint()::equals).orElse(true);
        sentences.add(
                schema.isEmpty()
                        ? "what the schema was before " + name() + " is not on record"
                        : same
                                ? "the schema is what it was before " + name()
                                : "the schema is not what it was before " + name());
        for (Digest digest : digests) {
            Optional<Digest> now =
                    TableContent.of(handle, after, digest.table()).map(it -> Digest.of(handle, it));
            same &= now.isPresent() && digest.isLike(now.get());
            sentences.add("table " + digest.table() + ": " + digest.comparedWith(now));
        }
        return new Verdict(List.copyOf(sentences), same);
    }

    private String name() {
        String name = applied.name().replace(' ', '_');
        return name.startsWith(applied.version()) ? name : applied.version() + "_" + name;
    }
}
