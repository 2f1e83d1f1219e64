package dev.signalbox.sql.migration;

import java.util.Optional;

/** How a format marks where a section starts. */
interface Markers {

    /** No comment marks anything. */
    Markers NONE =
            new Markers() {
                @Override
                public Optional<Marker> of(CommentLine comment) {
                    return Optional.empty();
                }

                @Override
                public Optional<Marker> meantBy(CommentLine comment) {
                    return Optional.empty();
                }

                @Override
                public String line(Marker marker) {
                    throw new IllegalStateException("No line is a marker");
                }
            };

    /** The marker that the comment is. */
    Optional<Marker> of(CommentLine comment);

    /**
     * The marker that somebody probably meant. It must not pass as a mere comment: the statements
     * that undo would run as part of those that do.
     */
    Optional<Marker> meantBy(CommentLine comment);

    /** How the marker is written. */
    String line(Marker marker);
}
