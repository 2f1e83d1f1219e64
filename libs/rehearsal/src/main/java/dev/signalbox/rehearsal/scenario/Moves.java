package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.database.MoveFailedException;
import java.sql.SQLException;

/** Ways up and down, and how many rows the database held before them. */
final class Moves {

    private final Stage stage;

    Moves(Stage stage) {
        this.stage = stage;
    }

    void up(String target) throws MoveFailedException, SQLException {
        var before = rows();
        stage.moved(stage.database().up(target), before);
    }

    void down(String target) throws MoveFailedException, SQLException {
        var before = rows();
        stage.moved(stage.database().down(target), before);
    }

    private long rows() throws SQLException {
        var tables =
                Rows.of(
                        stage.connection(),
                        "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                + " AND name NOT LIKE '\\_migration\\_%' ESCAPE '\\'"
                                + " AND sql NOT LIKE 'CREATE VIRTUAL%'",
                        Integer.MAX_VALUE);
        var sum = 0L;
        for (var row : tables.first()) {
            var name = String.valueOf(row.getFirst()).replace("\"", "\"\"");
            var count = Rows.of(stage.connection(), "SELECT count(*) FROM \"" + name + '"', 1);
            sum += count.first().getFirst().getFirst() instanceof Long number ? number : 0;
        }
        return sum;
    }
}
