package dev.signalbox.transfer;

import dev.signalbox.database.BackfillCounts;
import java.time.Duration;
import java.util.Optional;

/** Told how far a rule is, after each batch, on the thread that runs it. */
@FunctionalInterface
public interface TransferProgress {

    TransferProgress SILENT = standing -> {};

    void at(Standing standing);

    /**
     * How far it is.
     *
     * @param expected rows of the source; -1 where there is none
     * @param rowsPerSecond read since this process began with it
     */
    record Standing(BackfillCounts counts, long expected, double rowsPerSecond, Duration elapsed) {

        /** How long the rest takes at this rate; empty where that cannot be told. */
        public Optional<Duration> remaining() {
            long left = expected - counts.read();
            return expected < 0 || left < 0 || rowsPerSecond <= 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(Math.round(left * 1000 / rowsPerSecond)));
        }
    }
}
