package dev.signalbox.cli.command;

import dev.signalbox.cli.Failure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How transformations go from batch to batch. */
final class BatchOptions {

    private static final int LARGEST = 1_000_000;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "At most so many rows a transaction of a transformation.")
    private @Nullable Integer batchSize;

    @Option(
            names = "--pause-between-batches",
            paramLabel = "D",
            description = "Rest after each batch of a transformation: 20ms, 1s.")
    private @Nullable String pause;

    WireOptions addTo(WireOptions options) {
        if (batchSize != null && (batchSize < 1 || batchSize > LARGEST)) {
            throw Failure.usage(
                    batchSize + " is no size for a batch", "Give from 1 to " + LARGEST + " rows.");
        }
        return options.with("batchSize", batchSize)
                .withTime("pauseBetweenBatches", "--pause-between-batches", pause);
    }
}
