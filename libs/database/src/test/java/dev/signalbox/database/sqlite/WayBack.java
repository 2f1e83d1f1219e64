package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.JavaChange;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.RevertOptions;
import dev.signalbox.database.RevertOptions.Save;
import dev.signalbox.database.RevertOutcome;
import dev.signalbox.database.RevertOutcome.Reverted;
import dev.signalbox.database.TableDigest;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.migration.ForeignKeys;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A migration with both of its ways, and what takes them. */
record WayBack(String id, ForeignKeys foreignKeys, String up, String down) {

    static final RevertOptions SAVING =
            new RevertOptions(new Save.WhatChanges(), false, ApplyOptions.DEFAULT);

    WayBack(String id, String up, String down) {
        this(id, ForeignKeys.UNSPECIFIED, up, down);
    }

    MigrationToApply toApply() {
        MigrationToApply like = TestDatabase.migration(id, foreignKeys, up);
        return new MigrationToApply(
                id,
                like.name(),
                id,
                like.checksum(),
                like.rawChecksum(),
                foreignKeys,
                SqliteSplitter.split(up, new SourcePosition(1, 1)),
                null,
                true,
                like.context());
    }

    MigrationToRevert toRevert() {
        return toRevert(null);
    }

    MigrationToRevert toRevert(@Nullable JavaChange java) {
        MigrationToApply like = toApply();
        return new MigrationToRevert(
                id,
                like.name(),
                id,
                foreignKeys,
                SqliteSplitter.split(down, new SourcePosition(1, 1)),
                java,
                "to try",
                like.context());
    }

    Applied apply(TestDatabase database) {
        LeasedDatabase session = database.acquire("worker");
        Applied applied = apply(session);
        session.release();
        return applied;
    }

    Applied apply(LeasedDatabase session) {
        ApplyOutcome outcome = session.apply(toApply(), ApplyOptions.DEFAULT);
        assertThat(outcome)
                .as("%s up: %s\n%s", id, outcome.message(), up)
                .isInstanceOf(Applied.class);
        return (Applied) outcome;
    }

    Reverted revert(TestDatabase database) {
        LeasedDatabase session = database.acquire("worker");
        Reverted reverted = revert(session);
        session.release();
        return reverted;
    }

    Reverted revert(LeasedDatabase session) {
        RevertOutcome outcome = session.revert(toRevert(), SAVING);
        assertThat(outcome).as("%s down:\n%s", id, down).isInstanceOf(Reverted.class);
        return (Reverted) outcome;
    }

    RevertOutcome tryRevert(TestDatabase database, MigrationToRevert way, RevertOptions options) {
        LeasedDatabase session = database.acquire("worker");
        RevertOutcome outcome = session.revert(way, options);
        session.release();
        return outcome;
    }

    static Map<String, TableDigest> digests(TestDatabase database) {
        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            Map<String, TableDigest> result = new TreeMap<>();
            reader.digests(List.of()).forEach(it -> result.put(it.table(), it));
            return result;
        }
    }
}
