package dev.signalbox.cli.init;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.Schema;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.settings.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tables in which another tool keeps what it has applied. */
final class OtherHistory {

    private static final Map<String, String> TABLES = tables();

    private OtherHistory() {}

    private static Map<String, String> tables() {
        var tables = new LinkedHashMap<String, String>();
        tables.put("flyway_schema_history", "Flyway");
        tables.put("databasechangelog", "Liquibase");
        tables.put("_prisma_migrations", "Prisma");
        tables.put("goose_db_version", "goose");
        tables.put("__diesel_schema_migrations", "Diesel");
        tables.put("_sqlx_migrations", "sqlx");
        tables.put("schema_migrations", "golang-migrate, dbmate or Rails");
        tables.put("__migrations__", "a project of its own");
        tables.put("migrations", "a project of its own");
        return tables;
    }

    /** An application may have a table of migrations of its own, of birds or of people. */
    private static boolean isOne(Schema.Table table) {
        var name = table.name().toLowerCase(Locale.ROOT);
        return TABLES.containsKey(name)
                && (!name.equals("migrations")
                        || table.columns().stream().anyMatch(c -> c.name().equals("checksum")));
    }

    /**
     * A sentence for each that is found; none where the database is not there or cannot be read.
     */
    static List<String> in(DatabaseSettings database, Path project) {
        if (!Files.isRegularFile(database.file())) {
            return List.of();
        }
        try (var reader =
                SqliteDatabase.at(DatabaseAddress.parse(database.url(), project)).openReader()) {
            return reader.observe().schema().tables().stream()
                    .filter(OtherHistory::isOne)
                    .map(
                            t ->
                                    "%s  has a table %s, the history of %s"
                                            .formatted(
                                                    database.id(),
                                                    t.name(),
                                                    TABLES.get(t.name().toLowerCase(Locale.ROOT))))
                    .toList();
        } catch (DatabaseException e) {
            return List.of();
        }
    }
}
