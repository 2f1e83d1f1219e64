package dev.signalbox.sql.migration;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The markers of a tool, by patterns over whole comment lines.
 *
 * @param meant what begins like a marker of this tool, and must therefore be one
 * @param upLine how UP is written, for messages
 */
record PatternMarkers(Pattern up, Pattern down, Pattern meant, String upLine, String downLine)
        implements Markers {

    private static final Pattern WORD_IN_D = Pattern.compile("\\b[dD]");

    /** {@code -- UP MIGRATION (anything)}. */
    static final PatternMarkers ANNOTATED =
            of(
                    "--\\s*UP MIGRATION\\b.*",
                    "--\\s*DOWN MIGRATION\\b.*",
                    "(?i)--\\W*(up|down)([\\s_-]*(migration|section|script))?\\W*",
                    "-- UP MIGRATION",
                    "-- DOWN MIGRATION");

    static final PatternMarkers DBMATE =
            of(
                    "--\\s*migrate:up(\\s.*)?",
                    "--\\s*migrate:down(\\s.*)?",
                    "(?i)--\\s*migrate\\s*:.*",
                    "-- migrate:up",
                    "-- migrate:down");

    static final PatternMarkers GOOSE =
            of(
                    "(?i)--\\s*\\+goose\\s+up\\s*",
                    "(?i)--\\s*\\+goose\\s+down\\s*",
                    "(?i)--\\s*\\+\\s*goose\\s*(up|down|u|d|dwn|dow|donw|pu)\\b.*",
                    "-- +goose Up",
                    "-- +goose Down");

    private static PatternMarkers of(
            String up, String down, String meant, String upLine, String downLine) {
        return new PatternMarkers(
                Pattern.compile(up, Pattern.DOTALL),
                Pattern.compile(down, Pattern.DOTALL),
                Pattern.compile(meant, Pattern.DOTALL),
                upLine,
                downLine);
    }

    @Override
    public Optional<Marker> of(CommentLine comment) {
        if (up.matcher(comment.text()).matches()) {
            return Optional.of(Marker.UP);
        }
        return down.matcher(comment.text()).matches() ? Optional.of(Marker.DOWN) : Optional.empty();
    }

    @Override
    public Optional<Marker> meantBy(CommentLine comment) {
        if (!meant.matcher(comment.text()).matches()) {
            return Optional.empty();
        }
        return Optional.of(WORD_IN_D.matcher(comment.text()).find() ? Marker.DOWN : Marker.UP);
    }

    @Override
    public String line(Marker marker) {
        return switch (marker) {
            case UP -> upLine;
            case DOWN -> downLine;
        };
    }
}
