package dev.signalbox.events;

/** What a name makes of a version. */
public enum VersionName {
    /** A word that may stand for it where a target is asked for. */
    TAG,
    /** A release, with the time and who made it one. */
    RELEASE;

    /** As it stands in a sentence. */
    public String noun() {
        return switch (this) {
            case TAG -> "tag";
            case RELEASE -> "release";
        };
    }
}
