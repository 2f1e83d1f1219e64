package dev.signalbox.backup.store;

import dev.signalbox.events.Envelope;
import dev.signalbox.events.EventId;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.runtime.store.Row;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.Transaction;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests by their events' ids, and what came of them. */
public final class RequestStore {

    private final Store store;

    public RequestStore(Store store) {
        this.store = store;
    }

    /**
     * A request as REST shows it.
     *
     * @param state PENDING, RUNNING, COMPLETED, FAILED or REFUSED
     * @param done pages copied; present only while it runs
     */
    public record View(
            EventId event,
            String state,
            @Nullable SnapshotId snapshot,
            @Nullable Long done,
            @Nullable Long total,
            @Nullable Manifest manifest,
            @Nullable List<Finding> findings) {

        public View at(long pages, long of) {
            return new View(event, state, snapshot, pages, of, manifest, findings);
        }
    }

    public void accepted(Transaction tx, Envelope request, SnapshotId snapshot) {
        tx.update(
                "INSERT INTO request (source, id, snapshot) VALUES (?, ?, ?)",
                request.source(),
                request.id(),
                snapshot);
    }

    public void refused(Transaction tx, Envelope request, List<Finding> findings) {
        tx.update(
                "INSERT INTO request (source, id, findings) VALUES (?, ?, ?)",
                request.source(),
                request.id(),
                StoredJson.write(findings));
    }

    /**
     * What came of a request.
     *
     * @param preferred whose request is meant where several sources used the same id
     */
    public Optional<View> find(EventId id, URI preferred) {
        return store.read(
                tx ->
                        tx.first(
                                "SELECT r.id, r.snapshot, r.findings, j.state, j.manifest,"
                                        + " j.finding FROM request r LEFT JOIN job j ON j.snapshot"
                                        + " = r.snapshot WHERE r.id = ? ORDER BY r.source <> ?,"
                                        + " r.source LIMIT 1",
                                RequestStore::view,
                                id,
                                preferred));
    }

    private static View view(Row row) {
        var snapshot = row.textOrNull("snapshot");
        var state = row.textOrNull("state");
        var manifest = row.textOrNull("manifest");
        return new View(
                new EventId(row.text("id")),
                state == null ? "REFUSED" : state,
                snapshot == null ? null : SnapshotId.of(snapshot),
                null,
                null,
                manifest == null ? null : StoredJson.read(manifest, Manifest.class),
                findings(row));
    }

    private static @Nullable List<Finding> findings(Row row) {
        var refusal = row.textOrNull("findings");
        if (refusal != null) {
            return Arrays.asList(StoredJson.read(refusal, Finding[].class));
        }
        var failure = row.textOrNull("finding");
        return failure == null ? null : List.of(StoredJson.read(failure, Finding.class));
    }
}
