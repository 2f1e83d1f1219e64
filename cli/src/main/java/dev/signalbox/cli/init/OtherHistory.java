package dev.signalbox.cli.init;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.settings.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tables in which another tool keeps what it has applied. */
final class OtherHistory {

    private OtherHistory() {}

    /**
     * A sentence for each that could be adopted; none where the database is not there or cannot be
     * read.
     */
    static List<String> in(DatabaseSettings database, Path project) {
        if (!Files.isRegularFile(database.file())) {
            return List.of();
        }
        try (var reader =
                SqliteDatabase.at(DatabaseAddress.parse(database.url(), project)).openReader()) {
            return reader.foreignHistories().stream()
                    .map(
                            history ->
                                    "%s  has a table %s, the history of %s"
                                            .formatted(
                                                    database.id(),
                                                    history.table(),
                                                    history.tool().label()))
                    .toList();
        } catch (DatabaseException e) {
            return List.of();
        }
    }
}
