package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a migration file as places in its text.
 *
 * @param header the comment lines above the first marker
 * @param comments all comment lines, markers too
 */
record FileSections(List<CommentLine> header, List<CommentLine> comments, List<Part> parts) {

    FileSections {
        header = List.copyOf(header);
        comments = List.copyOf(comments);
        parts = List.copyOf(parts);
    }

    Optional<Part> part(Marker marker) {
        return parts.stream().filter(part -> part.marker() == marker).findFirst();
    }

    /**
     * @param line the marker's
     * @param from offset behind the marker's line
     * @param to offset of the next marker, or the text's length
     * @param start the place of {@code from}
     */
    record Part(Marker marker, CommentLine line, int from, int to, SourcePosition start) {

        SourcePosition at() {
            return line.position();
        }
    }
}
