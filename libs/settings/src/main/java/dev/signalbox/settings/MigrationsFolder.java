package dev.signalbox.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a project that does not say so keeps its migrations. */
final class MigrationsFolder {

    private static final List<String> USUAL =
            List.of(
                    "migrations",
                    "db/migrations",
                    "db/migration",
                    "src/main/resources/db/migration",
                    "src/database/migrations",
                    "prisma/migrations");

    private MigrationsFolder() {}

    /** The first of the usual folders that exists; else the first, which may be made. */
    static Path of(Path folder) {
        return USUAL.stream()
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(folder.resolve(USUAL.getFirst()));
    }
}
