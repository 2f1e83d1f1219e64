package dev.signalbox.database;

/**
 * What became of a source's rows. Each that was read is one of transformed, skipped or failed.
 *
 * @param transformed without a failure
 * @param skipped of which nothing was written; where one row of the source may give several, at
 *     least so many
 * @param failed kept aside with their reasons
 * @param written inserted and updated rows; for statements also deleted ones
 */
public record BackfillCounts(
        long transformed, long skipped, long failed, long written, long batches) {

    public static final BackfillCounts NONE = new BackfillCounts(0, 0, 0, 0, 0);

    public long read() {
        return transformed + skipped + failed;
    }

    public BackfillCounts plus(BackfillCounts other) {
        return new BackfillCounts(
                transformed + other.transformed,
                skipped + other.skipped,
                failed + other.failed,
                written + other.written,
                batches + other.batches);
    }
}
