package dev.signalbox.rehearsal.database;

import java.time.Duration;

/** Until when what is under way may go on. Set by one thread, looked at by others. */
public final class Alarm {

    private volatile long until;
    private volatile boolean rung;

    public Alarm(Duration limit) {
        this.until = System.nanoTime() + limit.toNanos();
    }

    /** Begins anew, for what comes next. */
    public void set(Duration limit) {
        until = System.nanoTime() + limit.toNanos();
        rung = false;
    }

    /** Stops what is under way before its time is over. */
    public void ring() {
        rung = true;
    }

    public boolean isRung() {
        return rung || System.nanoTime() - until >= 0;
    }

    /** Never nothing, so that it can be a limit. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()));
    }
}
