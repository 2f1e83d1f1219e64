package dev.signalbox.database.sqlite;

import dev.signalbox.database.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A finished copy of a database. What it says was read from the copy, not from the source.
 *
 * @param sha256 over the file, lower-case hexadecimal
 * @param rows of each table, counted
 * @param integrityProblems what {@code PRAGMA integrity_check} found; empty when the copy is whole
 * @param reachedVersion of the migration that was applied last, or null
 * @param epoch of the fence; 0 when there is no ledger
 * @param restarts how often writers made the copy start over
 */
public record Snapshot(
        Path file,
        long bytes,
        long pages,
        String sha256,
        Map<String, Long> rows,
        Fingerprint fingerprint,
        List<String> integrityProblems,
        @Nullable String reachedVersion,
        long epoch,
        int restarts) {

    public Snapshot {
        rows = Map.copyOf(rows);
        integrityProblems = List.copyOf(integrityProblems);
    }

    public Optional<String> version() {
        return Optional.ofNullable(reachedVersion);
    }

    public boolean isWhole() {
        return integrityProblems.isEmpty();
    }
}
