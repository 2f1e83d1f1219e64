package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one file, so that all of it can be said at once. */
final class Findings {

    private final String file;
    private final List<Finding> found;
    private final ReplacedText.Places places;

    Findings(String file) {
        this(file, new ArrayList<>(), ReplacedText.Places.SAME);
    }

    private Findings(String file, List<Finding> found, ReplacedText.Places places) {
        this.file = file;
        this.found = found;
        this.places = places;
    }

    /** The same findings, for who sees the file's text with values in place of placeholders. */
    Findings in(ReplacedText.Places replaced) {
        return new Findings(file, found, replaced);
    }

    void add(@Nullable SourcePosition position, String code, String message, String remedy) {
        @Nullable SourcePosition place = position == null ? null : places.original(position);
        found.add(new Finding(file, place, code, message, remedy));
    }

    void add(SqlSyntaxException e) {
        add(
                e.position(),
                "sql-syntax",
                String.valueOf(e.getMessage()),
                "Correct the SQL at this place.");
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
