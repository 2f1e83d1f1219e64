package dev.signalbox.sql.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a project writes its migrations down: its files' names, layout and markers. */
public enum MigrationFormat {
    /** {@code 001_name.sql} with {@code -- UP} and {@code -- DOWN}, possibly {@code @metadata}. */
    SIGNALBOX("signalbox", "Signalbox"),
    /** {@code @name} and others in the header, {@code -- UP MIGRATION} and its counterpart. */
    ANNOTATED("annotated", "annotated"),
    /** {@code sql/0001_name.sql} with {@code rollback/0001_rollback.sql}. */
    SQL_AND_ROLLBACK("sql-rollback", "sql/ and rollback/"),
    /** {@code 001_name.sql}, all of which is UP: sqlx, Drizzle, Cloudflare D1 and others. */
    PLAIN("plain", "plain SQL"),
    FLYWAY("flyway", "Flyway"),
    /** {@code 1_name.up.sql} with {@code 1_name.down.sql}; also sqlx's reversible ones. */
    GOLANG_MIGRATE("golang-migrate", "golang-migrate"),
    /** A folder a migration, with {@code up.sql} and {@code down.sql}. */
    DIESEL("diesel", "Diesel"),
    DBMATE("dbmate", "dbmate"),
    GOOSE("goose", "goose"),
    /** A folder a migration, with {@code migration.sql}. */
    PRISMA("prisma", "Prisma"),
    /** Files that begin with {@code --liquibase formatted sql}. */
    LIQUIBASE("liquibase-sql", "Liquibase formatted SQL");

    private final String id;
    private final String title;

    MigrationFormat(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Its name in settings, plans and on the command line; never changes. */
    public String id() {
        return id;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    public static Optional<MigrationFormat> of(String id) {
        return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(MigrationFormat::id).toList();
    }
}
