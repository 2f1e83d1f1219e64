package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RestoreRequest;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.WaitPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A database of two versions, and a snapshot of the first. */
final class Restoring {

    static final String SNAPSHOT = "0197f000-0000-7000-8000-00000000000a";

    final TestDatabase database;
    final Path snapshot;
    final Fingerprint fingerprint;
    private final Path copy;

    private Restoring(TestDatabase database, Path snapshot, Fingerprint fingerprint, Path copy) {
        this.database = database;
        this.snapshot = snapshot;
        this.fingerprint = fingerprint;
        this.copy = copy;
    }

    /**
     * @param rows of a hundred bytes and more each, in the first version
     */
    static Restoring prepared(Path folder, String journalMode, int rows) {
        TestDatabase database = new TestDatabase(folder.resolve("kb.db"));
        database.run("PRAGMA journal_mode=" + journalMode);
        LeasedDatabase session = database.acquire("worker");
        session.apply(
                migration(
                        "001",
                        """
                        CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT);
                        INSERT INTO entry (text) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i || ' ' || hex(zeroblob(50)) FROM n;"""
                                .formatted(rows)),
                ApplyOptions.DEFAULT);
        Snapshot taken =
                new SqliteSnapshot(database.address())
                        .take(
                                folder.resolve("store/data.db"),
                                (done, of) -> {},
                                SnapshotPolicy.DEFAULT);
        session.apply(
                migration(
                        "002",
                        """
                        CREATE TABLE extra (a);
                        INSERT INTO extra VALUES (1);
                        DELETE FROM entry WHERE id > 1;"""),
                ApplyOptions.DEFAULT);
        session.release();
        return new Restoring(
                database, taken.file(), taken.fingerprint(), folder.resolve(".kb.db.restore-r"));
    }

    /** A new copy of the snapshot, as the backup service lays it down. */
    RestoreRequest request() {
        try {
            Files.deleteIfExists(copy);
            Files.copy(snapshot, copy);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return request(copy, fingerprint);
    }

    static RestoreRequest request(Path file, Fingerprint expected) {
        return request(file, expected, WaitPolicy.atMost(Duration.ofSeconds(20)), () -> false);
    }

    RestoreRequest request(Path file, WaitPolicy patience, BooleanSupplier cancelled) {
        return request(file, fingerprint, patience, cancelled);
    }

    private static RestoreRequest request(
            Path file, Fingerprint expected, WaitPolicy patience, BooleanSupplier cancelled) {
        return new RestoreRequest(
                file,
                expected,
                SNAPSHOT,
                "the release was wrong",
                patience,
                cancelled,
                new RunContext("plan-1", "hash-1", "run-9", "local:alice", "host-a"));
    }
}
