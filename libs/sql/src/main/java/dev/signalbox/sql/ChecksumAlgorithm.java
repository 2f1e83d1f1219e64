package dev.signalbox.sql;

import java.util.Arrays;
import java.util.Optional;

/**
 * The ways in which a migration file is summed. An id is stored beside every sum and never changes
 * its meaning: a better algorithm gets a new id, and what was stored under the old one is still
 * checked with the old one.
 */
public enum ChecksumAlgorithm {
    /** SHA-256 over the file's bytes as they are. */
    RAW("raw-sha256-1"),
    /**
     * Where a migration consists of several files, or of a part of one: SHA-256 over each part's
     * length, as eight bytes, big end first, and its bytes.
     */
    RAW_PARTS("raw-parts-sha256-1"),
    /** SHA-256 over the SQLite tokens of both sections: comments and white space do not count. */
    SQLITE_TOKENS("sqlite-tokens-sha256-1"),
    /** SHA-256 over the names and bytes of a migration's class and of the classes inside it. */
    JAVA_CLASS("java-class-sha256-1");

    private final String id;

    ChecksumAlgorithm(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The algorithm stored under this id, if this release knows it. */
    public static Optional<ChecksumAlgorithm> of(String id) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.id.equals(id)).findFirst();
    }
}
