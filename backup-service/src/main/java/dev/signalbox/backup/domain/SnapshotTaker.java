package dev.signalbox.backup.domain;

import dev.signalbox.events.Finding;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies a database as of one moment, beside its writers. */
@FunctionalInterface
public interface SnapshotTaker {

    /**
     * @param url for JDBC
     * @param target a file that is not there yet; its folder is
     */
    Outcome take(String url, Path target, Progress progress);

    /** Told how far it is, at most four times a second. */
    @FunctionalInterface
    interface Progress {
        void at(long pages, long of);
    }

    /** What came of it. */
    sealed interface Outcome {

        /**
         * @param sha256 of the copy, in hex
         * @param version the last migration applied in it; absent without a ledger
         * @param fingerprint of its schema
         * @param rows per table, counted in the copy
         */
        record Taken(
                String engine,
                long bytes,
                String sha256,
                @Nullable String version,
                String fingerprint,
                Map<String, Long> rows)
                implements Outcome {

            public Taken {
                rows = Map.copyOf(rows);
            }
        }

        /** Nothing usable is at the target. */
        record NotTaken(Finding finding) implements Outcome {}
    }
}
