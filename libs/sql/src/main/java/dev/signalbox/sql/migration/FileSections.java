package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a migration file as places in its text.
 *
 * @param header the comment lines above the first marker
 */
record FileSections(List<CommentLine> header, List<Part> parts) {

    FileSections {
        header = List.copyOf(header);
        parts = List.copyOf(parts);
    }

    Optional<Part> part(Marker marker) {
        return parts.stream().filter(part -> part.marker() == marker).findFirst();
    }

    /**
     * @param at where the marker stands
     * @param from offset behind the marker's line
     * @param to offset of the next marker, or the text's length
     * @param start the place of {@code from}
     */
    record Part(Marker marker, SourcePosition at, int from, int to, SourcePosition start) {}
}
