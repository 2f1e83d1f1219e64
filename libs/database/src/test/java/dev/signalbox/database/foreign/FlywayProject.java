package dev.signalbox.database.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A database and a folder of migrations, as Flyway itself works on them. */
record FlywayProject(Path database, Path migrations) {

    static FlywayProject in(Path folder) throws IOException {
        return new FlywayProject(
                folder.resolve("app.db"), Files.createDirectories(folder.resolve("sql")));
    }

    FlywayProject file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    FlywayProject file(String name, byte[] bytes) throws IOException {
        Files.write(migrations.resolve(name), bytes);
        return this;
    }

    byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(migrations.resolve(name));
    }

    FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource("jdbc:sqlite:" + database, "", "")
                .locations("filesystem:" + migrations);
    }
}
