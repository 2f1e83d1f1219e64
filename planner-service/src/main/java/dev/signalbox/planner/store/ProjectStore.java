package dev.signalbox.planner.store;

import dev.signalbox.runtime.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Uploaded projects, by the SHA-256 of their zip file. */
public final class ProjectStore {

    private static final Duration KEEP = Duration.ofDays(7);

    private final Store store;
    private final Clock clock;

    public ProjectStore(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Returns false when it was there already. */
    public boolean keep(String sha256, byte[] zip) {
        return store.write(
                tx -> {
                    tx.update(
                            "DELETE FROM project WHERE uploaded_at < ?",
                            clock.instant().minus(KEEP));
                    return tx.update(
                                    "INSERT INTO project (sha256, content, uploaded_at) VALUES (?,"
                                            + " ?, ?) ON CONFLICT DO NOTHING",
                                    sha256,
                                    zip,
                                    clock.instant())
                            == 1;
                });
    }

    public Optional<byte[]> find(String sha256) {
        return store.read(
                tx ->
                        tx.first(
                                "SELECT content FROM project WHERE sha256 = ?",
                                row -> row.bytes("content"),
                                sha256));
    }
}
