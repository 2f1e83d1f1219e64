package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** All rows of the user's after a way back, to see later whether anything was written since. */
final class WholeState {

    /** More are not worth the seconds that they take; it then counts as written. */
    private static final long MOST_ROWS = 1_000_000;

    private WholeState() {}

    /** With the way back's history row. */
    static void keep(Handle handle, long historyId, Schema schema) {
        Proof.keep(handle, historyId, of(handle, schema));
    }

    /** Another script under the same id is to have its own effect, and so nothing is then said. */
    static boolean isStillThat(Handle handle, Change change, Schema schema) {
        OptionalLong wayBack = new SliceRows(handle).latestWayBackOf(change);
        if (wayBack.isEmpty()) {
            return false;
        }
        List<Proof.Digest> then = Proof.digests(handle, wayBack.getAsLong());
        return !then.isEmpty()
                && then.stream().noneMatch(it -> it.digest() == null)
                && then.equals(of(handle, schema));
    }

    /** Empty when there is too much; otherwise the first one only says that all are there. */
    private static List<Proof.Digest> of(Handle handle, Schema schema) {
        List<Proof.Digest> digests = new ArrayList<>();
        digests.add(new Proof.Digest("", 0, ""));
        long rows = 0;
        for (Schema.Table table : schema.tables()) {
            Optional<TableContent> content = TableContent.of(handle, table);
            if (content.isEmpty()) {
                continue;
            }
            Proof.Digest digest = Proof.Digest.of(handle, content.get());
            rows += digest.rows();
            if (rows > MOST_ROWS || digest.digest() == null) {
                return List.of();
            }
            digests.add(digest);
        }
        digests.sort(Proof.Digest.BY_NAME);
        return digests;
    }
}
