package dev.signalbox.system.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A project of one database with rows and migrations, one of which moves data. */
record Project(Path folder) {

    static Project in(Path folder, String database) throws IOException {
        var migrations = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(
                folder.resolve("signalbox.yml"),
                """
                databases:
                  %s:
                    url: jdbc:sqlite:app.db
                    migrations: migrations
                    environment: staging
                """
                        .formatted(database));
        Files.writeString(
                migrations.resolve("001_authors.sql"),
                """
                -- UP
                CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
                -- DOWN
                DROP TABLE author;
                """);
        Files.writeString(
                migrations.resolve("002_move_authors.sql"),
                """
                -- UP
                INSERT INTO author (name) SELECT DISTINCT author FROM article ORDER BY author;
                UPDATE article SET views = views + 1;
                -- DOWN
                DELETE FROM author;
                """);
        Files.writeString(
                migrations.resolve("003_index.sql"),
                """
                -- UP
                CREATE INDEX article_author ON article (author);
                -- DOWN
                DROP INDEX article_author;
                """);
        var project = new Project(folder);
        project.change(
                "CREATE TABLE article (id INTEGER PRIMARY KEY, author TEXT, views INTEGER)",
                "INSERT INTO article (author, views) VALUES ('ada', 0), ('bob', 0), ('ada', 0)");
        return project;
    }

    /** One more migration, whose last statement fails. */
    Project withFailingMigration() throws IOException {
        Files.writeString(
                folder.resolve("migrations/004_fails.sql"),
                """
                -- UP
                CREATE TABLE late (id INTEGER PRIMARY KEY);
                INSERT INTO nowhere VALUES (1);
                -- DOWN
                DROP TABLE late;
                """);
        return this;
    }

    /** Rules behind the second migration; running a row twice would show. */
    Project withRules() throws IOException {
        var rules = Files.createDirectories(folder.resolve("migrations/transformations"));
        Files.writeString(
                rules.resolve("count.yml"),
                """
                id: count
                description: Count each article once more
                after: 002_move_authors
                source: article
                batchSize: 1
                sql: UPDATE article SET views = views + 10 WHERE id IN (SELECT id FROM batch)
                undo: UPDATE article SET views = views - 10
                """);
        Files.writeString(
                rules.resolve("greet.yml"),
                """
                id: greet
                description: Greet each author
                after: 002_move_authors
                source: author
                select: SELECT id, name || '!' AS name FROM batch
                feature: greetings
                """);
        return this;
    }

    private void change(String... statements) {
        try (var connection = DriverManager.getConnection(url("app.db"));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the managed database: each row's columns, with bars between. */
    List<String> rows(String sql) {
        return rows("app.db", sql);
    }

    /** Of the audit service's store. */
    List<String> trail(String sql) {
        return rows("audit.db", sql);
    }

    private List<String> rows(String file, String sql) {
        try (var connection = DriverManager.getConnection(url(file));
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var columns = new ArrayList<String>();
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Files beside the database that a restore needed, and must not leave. */
    List<String> leftovers() {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains(".restore-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String url(String file) {
        return "jdbc:sqlite:" + folder.resolve(file);
    }
}
