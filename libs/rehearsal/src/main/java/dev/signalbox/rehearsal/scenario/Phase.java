package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.database.Alarm;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** A part of a scenario, in a thread of its own, for no longer than it may take. */
final class Phase {

    /** What neither SQLite nor an interruption stops is left behind. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Phase() {}

    /** How a part ended. */
    sealed interface Ended {

        /** By itself. */
        record Well() implements Ended {}

        /** With an exception. */
        record Thrown(Throwable cause) implements Ended {}

        /**
         * Its time was over.
         *
         * @param stopped false when it goes on all the same, as code can that never waits
         */
        record TimedOut(boolean stopped) implements Ended {}
    }

    /**
     * @throws InterruptedException when the caller is stopped; the part was told to stop, too
     */
    static Ended run(String name, Alarm alarm, Duration limit, Callable<?> code)
            throws InterruptedException {
        var ended = new AtomicReference<Ended>(new Ended.TimedOut(false));
        alarm.set(limit);
        var thread =
                Thread.ofPlatform().daemon().name(name).start(() -> ended.set(ended(alarm, code)));
        try {
            if (!thread.join(limit)) {
                thread.interrupt();
                var stopped = thread.join(GRACE);
                alarm.ring();
                return new Ended.TimedOut(stopped);
            }
            return Objects.requireNonNull(ended.get());
        } catch (InterruptedException e) {
            alarm.ring();
            thread.interrupt();
            throw e;
        }
    }

    /** Too late is too late, also for code that takes being interrupted for an answer. */
    private static Ended ended(Alarm alarm, Callable<?> code) {
        Ended how;
        try {
            code.call();
            how = new Ended.Well();
        } catch (Throwable e) {
            how = new Ended.Thrown(e);
        }
        return alarm.isRung() ? new Ended.TimedOut(true) : how;
    }
}
