package dev.signalbox.transfer;

import dev.signalbox.database.WaitPolicy;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a rule is run.
 *
 * @param batchSize in place of the rule's; null for the rule's
 * @param pauseBetweenBatches in place of the rule's; null for the rule's
 * @param timeout for all batches together; null for none
 * @param cancelled asked many times a second within a batch; once true, the batch is rolled back
 * @param stopping asked between two batches; once true, nothing further is begun
 * @param patience for other writers, before each batch
 */
public record TransferOptions(
        @Nullable Integer batchSize,
        @Nullable Duration pauseBetweenBatches,
        @Nullable Duration timeout,
        BooleanSupplier cancelled,
        BooleanSupplier stopping,
        WaitPolicy patience,
        TransferProgress progress) {

    public static final TransferOptions DEFAULT =
            new TransferOptions(
                    null,
                    null,
                    null,
                    () -> false,
                    () -> false,
                    WaitPolicy.atMost(Duration.ofSeconds(30)),
                    TransferProgress.SILENT);

    public TransferOptions {
        if (batchSize != null && (batchSize < 1 || batchSize > Rule.LARGEST_BATCH_SIZE)) {
            throw new IllegalArgumentException(
                    "A batch has from 1 to " + Rule.LARGEST_BATCH_SIZE + " rows, not " + batchSize);
        }
    }

    public TransferOptions withProgress(TransferProgress listener) {
        return new TransferOptions(
                batchSize, pauseBetweenBatches, timeout, cancelled, stopping, patience, listener);
    }

    public TransferOptions withBatchSize(int rows) {
        return new TransferOptions(
                rows, pauseBetweenBatches, timeout, cancelled, stopping, patience, progress);
    }

    public TransferOptions stoppingWhen(BooleanSupplier signal) {
        return new TransferOptions(
                batchSize, pauseBetweenBatches, timeout, cancelled, signal, patience, progress);
    }
}
