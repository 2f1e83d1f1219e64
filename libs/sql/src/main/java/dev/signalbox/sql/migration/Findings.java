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
    private final List<Finding> found = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    void add(@Nullable SourcePosition position, String code, String message, String remedy) {
        found.add(new Finding(file, position, code, message, remedy));
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
