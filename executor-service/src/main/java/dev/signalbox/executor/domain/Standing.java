package dev.signalbox.executor.domain;

/** What a run leaves in force, in a sentence. */
final class Standing {

    private Standing() {}

    static String sentence(Progress progress) {
        return progress.version() == null
                ? "No migration of this plan is in force; the database is as it was."
                : "The steps before stand: the database is at version " + progress.version() + ".";
    }
}
