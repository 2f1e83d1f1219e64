package dev.signalbox.cli.create;

import dev.signalbox.cli.json.Json;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.migration.MigrationFormat;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The files of a new migration in each format, as its own tool writes them. */
final class FormatFiles {

    private final MigrationFormat format;
    private final boolean undoFiles;

    /**
     * @param undoFiles the project has files of the format that undo
     */
    FormatFiles(MigrationFormat format, boolean undoFiles) {
        this.format = format;
        this.undoFiles = undoFiles;
    }

    /** Whether the way back has a place in the files. */
    boolean holdsDown() {
        return switch (format) {
            case PLAIN -> false;
            case FLYWAY -> undoFiles;
            case SIGNALBOX,
                    ANNOTATED,
                    SQL_AND_ROLLBACK,
                    GOLANG_MIGRATE,
                    DIESEL,
                    DBMATE,
                    GOOSE,
                    PRISMA,
                    LIQUIBASE ->
                    true;
        };
    }

    List<NewFile> of(NewMigration it) {
        var stem = it.version() + "_" + it.words();
        return switch (format) {
            case SIGNALBOX -> List.of(new NewFile(stem + ".sql", own(it)));
            case ANNOTATED -> List.of(new NewFile(stem + ".sql", annotated(it)));
            case SQL_AND_ROLLBACK ->
                    List.of(
                            new NewFile("sql/" + stem + ".sql", forward(it)),
                            new NewFile(
                                    "rollback/" + it.version() + "_rollback.sql", rollback(it)));
            case PLAIN -> List.of(new NewFile(stem + ".sql", header(it) + it.up()));
            case FLYWAY -> flyway(it);
            case GOLANG_MIGRATE -> pair(it, stem + ".up.sql", stem + ".down.sql");
            case DIESEL -> pair(it, stem + "/up.sql", stem + "/down.sql");
            case PRISMA ->
                    it.hasDown()
                            ? pair(it, stem + "/migration.sql", stem + "/down.sql")
                            : List.of(new NewFile(stem + "/migration.sql", header(it) + it.up()));
            case DBMATE -> List.of(new NewFile(stem + ".sql", dbmate(it)));
            case GOOSE -> List.of(new NewFile(stem + ".sql", goose(it)));
            case LIQUIBASE ->
                    List.of(
                            new NewFile(
                                    it.version() + "-" + it.words().replace('_', '-') + ".sql",
                                    liquibase(it)));
        };
    }

    private List<NewFile> flyway(NewMigration it) {
        var name = it.version() + "__" + it.words() + ".sql";
        var forward = new NewFile("V" + name, header(it) + it.up());
        return undoFiles
                ? List.of(forward, new NewFile("U" + name, undoing(it)))
                : List.of(forward);
    }

    private static List<NewFile> pair(NewMigration it, String up, String down) {
        return List.of(new NewFile(up, header(it) + it.up()), new NewFile(down, undoing(it)));
    }

    private static String undoing(NewMigration it) {
        return "-- Undoes: " + line(it.title()) + "\n\n" + it.downText();
    }

    private static String own(NewMigration it) {
        var fields = new ArrayList<String>();
        fields.add("\"author\": " + Json.write(it.author()));
        fields.add("\"description\": " + Json.write(line(it.title())));
        fields.add("\"breakingChange\": " + it.breaking());
        fields.add("\"dataVolume\": \"small\"");
        fields.add("\"risk\": " + Json.write(it.breaking() ? "high" : it.type().risk()));
        fields.add("\"tags\": " + list(List.of(it.type().tag())));
        if (!it.tables().isEmpty()) {
            fields.add("\"affectedTables\": " + list(it.tables()));
        }
        return "-- @metadata {\n"
                + fields.stream().map(f -> "--   " + f).collect(Collectors.joining(",\n"))
                + "\n-- }\n\n-- UP\n"
                + it.up()
                + "\n-- DOWN\n"
                + it.downText();
    }

    private static String list(List<String> texts) {
        return texts.stream().map(Json::write).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String annotated(NewMigration it) {
        var safe = it.written() && it.down().isComplete();
        return """
                -- @name: %s
                -- @description: %s
                -- @author: %s
                -- @timestamp: %s
                -- @rollbackSafe: %s
                -- @performanceImpact: %s
                -- @dependencies: []

                -- UP MIGRATION (forward changes)
                %s
                -- DOWN MIGRATION (rollback changes)
                %s"""
                .formatted(
                        line(it.title()),
                        line(it.title()) + (it.breaking() ? " (breaking change)" : ""),
                        line(it.author()),
                        it.at().truncatedTo(ChronoUnit.SECONDS),
                        safe,
                        it.breaking() ? "high" : it.type().risk(),
                        it.up(),
                        it.downText());
    }

    private static String forward(NewMigration it) {
        return """
                -- Migration: %s
                -- Version: %s
                -- Date: %s
                -- Author: %s
                %s
                -- UP MIGRATION
                %s"""
                .formatted(
                        it.words(),
                        it.version(),
                        it.date(),
                        line(it.author()),
                        it.breaking() ? "-- Breaking change\n" : "",
                        it.up());
    }

    private static String rollback(NewMigration it) {
        return "-- Rollback for: %s%n-- Version: %s%n%n%s"
                .formatted(it.words(), it.version(), it.downText())
                .replace("\r\n", "\n");
    }

    private static String dbmate(NewMigration it) {
        return header(it) + "-- migrate:up\n" + it.up() + "\n-- migrate:down\n" + it.downText();
    }

    /** goose splits at semicolons, so that what has some inside stands between two of its lines. */
    private static String goose(NewMigration it) {
        var up = it.written() ? gooseStatements(it.up()) : it.up();
        return header(it) + "-- +goose Up\n" + up + "\n-- +goose Down\n" + it.downText();
    }

    private static String gooseStatements(String up) {
        var statements = SqliteSplitter.split(up, SourcePosition.START);
        if (statements.stream().noneMatch(s -> s.kind() instanceof StatementKind.CreateTrigger)) {
            return up;
        }
        return statements.stream()
                .map(
                        s ->
                                s.kind() instanceof StatementKind.CreateTrigger
                                        ? "-- +goose StatementBegin\n"
                                                + s.text()
                                                + ";\n-- +goose StatementEnd\n"
                                        : s.text() + ";\n")
                .collect(Collectors.joining());
    }

    private static String liquibase(NewMigration it) {
        var back =
                it.downText()
                        .lines()
                        .map(l -> l.startsWith("--") ? l : "--rollback " + l)
                        .collect(Collectors.joining("\n"));
        return "--liquibase formatted sql\n\n--changeset %s:%s-%s\n--comment: %s%s\n%s%s\n"
                .formatted(
                        it.author().replaceAll("[\\s:\"]+", "-"),
                        it.version(),
                        it.words().replace('_', '-'),
                        line(it.title()),
                        it.breaking() ? " (breaking change)" : "",
                        it.up(),
                        back);
    }

    private static String header(NewMigration it) {
        return "-- Migration: %s\n-- Author: %s, %s\n%s\n"
                .formatted(
                        line(it.title()),
                        line(it.author()),
                        it.date(),
                        it.breaking() ? "-- Breaking change\n" : "");
    }

    private static String line(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
