package dev.signalbox.sql.migration;

import java.util.Optional;

/** {@code -- UP} and {@code -- DOWN}: the word alone, upper case, white space around it free. */
final class OwnMarkers implements Markers {

    @Override
    public Optional<Marker> of(CommentLine comment) {
        return switch (comment.text().substring(2).strip()) {
            case "UP" -> Optional.of(Marker.UP);
            case "DOWN" -> Optional.of(Marker.DOWN);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Marker> meantBy(CommentLine comment) {
        return Marker.lookalike(comment);
    }

    @Override
    public String line(Marker marker) {
        return "-- " + marker;
    }
}
