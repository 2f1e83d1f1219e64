package dev.signalbox.planner.store;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.codec.Json;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Snapshots that the backup service told of, so that a plan can say what restoring one means. */
public final class ManifestStore {

    private final Store store;

    public ManifestStore(Store store) {
        this.store = store;
    }

    public void keep(Transaction tx, Manifest manifest) {
        tx.update(
                "INSERT INTO snapshot (snapshot, database_id, manifest) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                manifest.snapshot(),
                manifest.database(),
                new String(Json.write(manifest), StandardCharsets.UTF_8));
    }

    /** The newest first: a snapshot's id is ordered by the time at which it was wanted. */
    public List<Manifest> of(DatabaseId database) {
        return store.read(
                tx ->
                        tx.query(
                                "SELECT manifest FROM snapshot WHERE database_id = ? ORDER BY"
                                        + " snapshot DESC",
                                row -> manifest(row.text("manifest")),
                                database));
    }

    private static Manifest manifest(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), Manifest.class);
        } catch (IOException e) {
            throw new IllegalStateException("A manifest in the planner's store", e);
        }
    }
}
