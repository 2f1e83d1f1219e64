package dev.signalbox.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot is, kept beside it; the manifests in the snapshot store are the truth about
 * snapshots.
 *
 * @param file the copy's file name within the snapshot's folder
 * @param sha256 of the copy, in hex
 * @param version the last migration applied in it; absent without a ledger
 * @param fingerprint of its schema
 * @param rows per table, exact, counted in the copy
 */
public record Manifest(
        SnapshotId snapshot,
        DatabaseId database,
        @Nullable PlanId plan,
        String engine,
        String file,
        long bytes,
        String sha256,
        @Nullable String version,
        String fingerprint,
        Map<String, Long> rows,
        Instant takenAt,
        Duration duration,
        @Nullable String reason) {

    public Manifest {
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }
}
