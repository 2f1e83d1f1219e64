package dev.signalbox.database.failpoint;

/** Stands for a killed process: an {@link Error}, so that nothing takes it for a failed step. */
public final class SimulatedCrash extends Error {

    public SimulatedCrash(String place, int hit) {
        super("crashed at " + place + ", hit " + hit, null, false, false);
    }
}
