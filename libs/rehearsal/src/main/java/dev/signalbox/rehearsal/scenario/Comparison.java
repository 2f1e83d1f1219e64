package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.suite.Cell;
import dev.signalbox.rehearsal.suite.Expected;
import dev.signalbox.rehearsal.suite.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A query's answer against what is expected. */
final class Comparison {

    private static final int SHOWN = 10;

    private final Connection connection;
    private final Step.Expect step;

    Comparison(Connection connection, Step.Expect step) {
        this.connection = connection;
        this.step = step;
    }

    void check() throws StepFailedException {
        switch (step.expected()) {
            case Expected.Scalar scalar -> scalar(scalar.value());
            case Expected.Rows rows -> rows(rows.rows());
        }
    }

    private void scalar(Cell expected) throws StepFailedException {
        var found = answer(2);
        if (found.count() == 1 && found.columns().size() == 1) {
            var value = found.first().getFirst().getFirst();
            if (expected.matches(value)) {
                return;
            }
            throw failed(
                    "expected %s, found %s".formatted(expected.shown(), typed(expected, value)),
                    List.of());
        }
        throw failed(
                "expected one value, %s, found %,d %s of %d columns"
                        .formatted(
                                expected.shown(),
                                found.count(),
                                found.count() == 1 ? "row" : "rows",
                                found.columns().size()),
                found.first().stream().map(row -> "found    " + Rows.shown(row)).toList());
    }

    private void rows(List<List<Cell>> expected) throws StepFailedException {
        var found = answer(Math.max(expected.size(), SHOWN) + 1);
        if (found.count() == expected.size() && allMatch(expected, found.first())) {
            return;
        }
        var details = new ArrayList<String>();
        details.add("columns  " + String.join(", ", found.columns()));
        var shown = 0;
        for (var i = 0; i < Math.max(expected.size(), found.first().size()); i++) {
            var wanted = i < expected.size() ? expected.get(i) : null;
            var there = i < found.first().size() ? found.first().get(i) : null;
            if (wanted != null && there != null && matches(wanted, there)) {
                continue;
            }
            if (shown++ == SHOWN) {
                details.add("…");
                break;
            }
            var row = "row %d: ".formatted(i + 1);
            details.add("expected " + row + (wanted == null ? "none" : shown(wanted)));
            details.add("found    " + row + (there == null ? "none" : Rows.shown(there)));
        }
        throw failed(
                expected.isEmpty()
                        ? "expected no row, found %,d".formatted(found.count())
                        : "expected %,d %s, found %,d%s"
                                .formatted(
                                        expected.size(),
                                        expected.size() == 1 ? "row" : "rows",
                                        found.count(),
                                        found.count() == expected.size() ? ", others" : ""),
                details);
    }

    private Rows answer(int atMost) throws StepFailedException {
        var query = step.query().statements().getFirst();
        try {
            return Rows.of(connection, query.text(), atMost);
        } catch (SQLException e) {
            throw Sql.failed(step.query(), query, e);
        }
    }

    private static boolean allMatch(List<List<Cell>> expected, List<List<@Nullable Object>> found) {
        for (var i = 0; i < expected.size(); i++) {
            if (!matches(expected.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(List<Cell> expected, List<@Nullable Object> found) {
        if (expected.size() != found.size()) {
            return false;
        }
        for (var i = 0; i < expected.size(); i++) {
            if (!expected.get(i).matches(found.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A text that looks like the number is no number. */
    private static String typed(Cell expected, @Nullable Object value) {
        var shown = Rows.shown(value);
        return shown.equals(expected.shown())
                ? shown + " of another type"
                : shown + (value instanceof byte[] ? " (a blob)" : "");
    }

    private static String shown(List<Cell> row) {
        return row.stream().map(Cell::shown).collect(Collectors.joining(", ", "(", ")"));
    }

    private StepFailedException failed(String message, List<String> details) {
        var lines = new ArrayList<>(details);
        lines.add("query    " + Sql.excerpt(step.query().statements().getFirst().text()));
        return new StepFailedException(step.place(), message, lines);
    }
}
