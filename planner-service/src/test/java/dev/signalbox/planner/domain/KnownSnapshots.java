package dev.signalbox.planner.domain;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A snapshot of kb at version 001, and what is known where there is no other. */
final class KnownSnapshots {

    private KnownSnapshots() {}

    static Manifest manifest(Map<String, Long> rows) {
        return new Manifest(
                SnapshotId.next(),
                new DatabaseId("kb"),
                null,
                "sqlite",
                "data.db",
                4096,
                "ab".repeat(32),
                "001",
                "sqlite-schema-1:ff",
                rows,
                Instant.parse("2026-04-30T12:00:00Z"),
                Duration.ofMillis(3),
                null);
    }

    static Background only(Manifest manifest) {
        return new Background(
                List.of(manifest), Optional.empty(), null, Optional.empty(), Map.of(), Map.of());
    }
}
