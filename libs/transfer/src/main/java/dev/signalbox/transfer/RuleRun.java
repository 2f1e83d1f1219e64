package dev.signalbox.transfer;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.ApplyProgress;
import dev.signalbox.database.BackfillBatches;
import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillToRun;
import dev.signalbox.database.BackfillToRun.Direction;
import dev.signalbox.database.BackfillWork;
import dev.signalbox.database.BatchOutcome;
import dev.signalbox.database.BatchOutcome.DoneBefore;
import dev.signalbox.database.BatchOutcome.Made;
import dev.signalbox.database.BatchOutcome.NotMade;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RunContext;
import dev.signalbox.transfer.Rule.OnError;
import dev.signalbox.transfer.TransferOutcome.Finished;
import dev.signalbox.transfer.TransferOutcome.FinishedBefore;
import dev.signalbox.transfer.TransferOutcome.NotFinished;
import dev.signalbox.transfer.TransferOutcome.Stopped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Drives the batches of one rule on one database. */
public final class RuleRun {

    private static final Duration SLICE = Duration.ofMillis(50);

    private final LeasedDatabase database;
    private final BackfillToRun backfill;
    private final TransferOptions options;
    private final Pace pace;
    private final long start = System.nanoTime();

    private @Nullable BackfillCounts made;

    private RuleRun(
            LeasedDatabase database, Rule rule, BackfillToRun backfill, TransferOptions options) {
        this.database = database;
        this.backfill = backfill;
        this.options = options;
        Integer size = options.batchSize();
        Duration pause = options.pauseBetweenBatches();
        this.pace =
                new Pace(
                        size == null ? rule.batchSize() : size,
                        pause == null ? rule.pauseBetweenBatches() : pause);
    }

    /**
     * Runs a rule to its end, or until it is stopped.
     *
     * @param key the same for the same work: with it, a rule that stood goes on at its cursor, and
     *     one that was finished does nothing
     * @throws dev.signalbox.database.DatabaseException when nothing is known of the last batch; the
     *     same call goes on
     */
    public static TransferOutcome run(
            LeasedDatabase database,
            LoadedRule loaded,
            String key,
            RunContext context,
            TransferOptions options) {
        Rule rule = loaded.rule();
        return new RuleRun(
                        database,
                        rule,
                        toRun(rule, key, Direction.FORWARD, loaded.work(), context),
                        options)
                .run();
    }

    /**
     * The same, of a rule that is loaded for this alone.
     *
     * @throws IOException when the rule's class cannot be loaded, saying why
     */
    public static TransferOutcome run(
            LeasedDatabase database,
            Rule rule,
            String key,
            RunContext context,
            TransferOptions options)
            throws IOException {
        try (LoadedRule loaded = LoadedRule.load(rule)) {
            return run(database, loaded, key, context, options);
        }
    }

    /**
     * Runs what takes a rule back, in one transaction.
     *
     * @throws IllegalArgumentException when the rule has no undo
     */
    public static TransferOutcome undo(
            LeasedDatabase database,
            Rule rule,
            String key,
            RunContext context,
            TransferOptions options) {
        if (!rule.hasUndo()) {
            throw new IllegalArgumentException("The rule " + rule.id() + " has no undo");
        }
        return new RuleRun(
                        database,
                        rule,
                        toRun(
                                rule,
                                key,
                                Direction.UNDO,
                                new BackfillWork.Statements(rule.undo()),
                                context),
                        options)
                .run();
    }

    private static BackfillToRun toRun(
            Rule rule, String key, Direction direction, BackfillWork work, RunContext context) {
        return new BackfillToRun(
                key,
                rule.id(),
                direction,
                direction == Direction.UNDO ? null : rule.source(),
                work,
                rule.onError() == OnError.SKIP,
                rule.feature(),
                context);
    }

    private TransferOutcome run() {
        try (BackfillBatches batches = database.backfill(backfill)) {
            while (true) {
                @Nullable Duration left = left();
                if (left != null && !left.isPositive()) {
                    return new NotFinished(new TimedOut(limit(), 0, false), counts(batches));
                }
                BatchOutcome outcome = batches.next(pace.rows(), batchOptions(left));
                switch (outcome) {
                    case DoneBefore done -> {
                        return new FinishedBefore(done.counts());
                    }
                    case NotMade not -> {
                        return new NotFinished(not.outcome(), counts(batches));
                    }
                    case Made batch -> {
                        made(batch, batches);
                        if (batch.last()) {
                            return new Finished(batch.counts(), elapsed());
                        }
                    }
                }
                if (options.stopping().getAsBoolean() || !rested()) {
                    return new Stopped(counts(batches));
                }
            }
        }
    }

    private BackfillCounts counts(BackfillBatches batches) {
        BackfillCounts counts = made;
        return counts == null ? batches.before() : counts;
    }

    private void made(Made batch, BackfillBatches batches) {
        BackfillCounts counts = batch.counts();
        made = counts;
        pace.made(batch.took(), batch.waited());
        // What an earlier process read says nothing about how fast this one is.
        long read = counts.read() - batches.before().read();
        double seconds = Math.max(1, elapsed().toMillis()) / 1000.0;
        options.progress()
                .at(
                        new TransferProgress.Standing(
                                counts, batches.expected(), read / seconds, elapsed()));
    }

    /** Answers false when it was asked to stop meanwhile. */
    private boolean rested() {
        long end = System.nanoTime() + pace.pause().toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, SLICE.toNanos()));
            if (options.stopping().getAsBoolean()
                    || options.cancelled().getAsBoolean()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }

    private ApplyOptions batchOptions(@Nullable Duration left) {
        return new ApplyOptions(
                false, left, options.cancelled(), ApplyProgress.SILENT, options.patience(), null);
    }

    private @Nullable Duration left() {
        Duration timeout = options.timeout();
        return timeout == null ? null : timeout.minus(elapsed());
    }

    private Duration limit() {
        Duration timeout = options.timeout();
        return timeout == null ? elapsed() : timeout;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
