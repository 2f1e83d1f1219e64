package dev.signalbox.database;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a migration is applied.
 *
 * @param allowLostRows passes the guard that keeps child rows from vanishing; only for who has a
 *     snapshot
 * @param timeout for all of its statements together; null for none
 * @param cancelled asked many times a second while statements run; once true, the migration is
 *     rolled back
 * @param patience for other writers before the first statement, and for readers before the commit
 * @param expectedBefore what the schema must be when the migration begins; null when that does not
 *     matter
 */
public record ApplyOptions(
        boolean allowLostRows,
        @Nullable Duration timeout,
        BooleanSupplier cancelled,
        ApplyProgress progress,
        WaitPolicy patience,
        @Nullable Fingerprint expectedBefore) {

    public static final ApplyOptions DEFAULT =
            new ApplyOptions(
                    false,
                    null,
                    () -> false,
                    ApplyProgress.SILENT,
                    WaitPolicy.atMost(Duration.ofSeconds(30)),
                    null);

    public ApplyOptions withTimeout(Duration limit) {
        return new ApplyOptions(
                allowLostRows, limit, cancelled, progress, patience, expectedBefore);
    }

    public ApplyOptions withCancelled(BooleanSupplier signal) {
        return new ApplyOptions(allowLostRows, timeout, signal, progress, patience, expectedBefore);
    }

    public ApplyOptions withProgress(ApplyProgress listener) {
        return new ApplyOptions(
                allowLostRows, timeout, cancelled, listener, patience, expectedBefore);
    }

    public ApplyOptions withWait(WaitPolicy policy) {
        return new ApplyOptions(
                allowLostRows, timeout, cancelled, progress, policy, expectedBefore);
    }

    public ApplyOptions allowingLostRows() {
        return new ApplyOptions(true, timeout, cancelled, progress, patience, expectedBefore);
    }

    public ApplyOptions expecting(Fingerprint before) {
        return new ApplyOptions(allowLostRows, timeout, cancelled, progress, patience, before);
    }

    public ApplyOptions expectingAnything() {
        return new ApplyOptions(allowLostRows, timeout, cancelled, progress, patience, null);
    }
}
