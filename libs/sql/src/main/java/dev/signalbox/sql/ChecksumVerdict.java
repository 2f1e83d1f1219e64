package dev.signalbox.sql;

import java.util.List;

/** What comparing a file with a stored checksum says. */
public sealed interface ChecksumVerdict {

    /** The file is what it was. */
    record Matches() implements ChecksumVerdict {}

    /** The file has changed since the sum was stored. */
    record Differs(Checksum stored, Checksum actual) implements ChecksumVerdict {}

    /** Nothing can be said: the sum was stored by a release that knows more than this one. */
    record UnknownAlgorithm(Checksum stored, List<String> known) implements ChecksumVerdict {

        public UnknownAlgorithm {
            known = List.copyOf(known);
        }

        public String message() {
            return "The stored checksum is of the kind "
                    + Excerpt.of(stored.algorithm())
                    + ", which this release does not know (it knows "
                    + String.join(", ", known)
                    + "). Verify with the release that stored it, or a later one.";
        }
    }
}
