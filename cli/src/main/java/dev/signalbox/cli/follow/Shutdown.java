package dev.signalbox.cli.follow;

/** Hooks for the case that somebody interrupts. */
public final class Shutdown {

    private Shutdown() {}

    /** Takes a hook back, unless it is just having its say. */
    public static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook was wanted after all.
        }
    }
}
