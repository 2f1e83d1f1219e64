package dev.signalbox.system.crash;

import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.FailPoints;

/** Fail points that count only from a certain moment on: what comes before is set-up. */
final class ArmedFailPoints implements FailPoints {

    private final CountingFailPoints counting;
    private volatile boolean armed;

    ArmedFailPoints(int crashAt) {
        this.counting = new CountingFailPoints(crashAt);
    }

    void arm() {
        armed = true;
    }

    int hits() {
        return counting.hits();
    }

    @Override
    public void hit(String name) {
        if (armed) {
            counting.hit(name);
        }
    }
}
