package dev.signalbox.database.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who keeps a history of migrations in a database. */
public enum ForeignTool {
    FLYWAY(
            "flyway",
            "Flyway",
            "Put right what the migration left, and run 'flyway repair'; then adopt again."),
    LIQUIBASE(
            "liquibase",
            "Liquibase",
            "Put right what the changeset left, and run 'liquibase update'; then adopt again."),
    PRISMA(
            "prisma",
            "Prisma",
            "Put right what the migration left, and run 'prisma migrate resolve --applied' or"
                    + " '--rolled-back' with its name; then adopt again."),
    GOLANG_MIGRATE(
            "golang-migrate",
            "golang-migrate",
            "Put right what the migration left, and run 'migrate force' with the version that the"
                    + " database has then; then adopt again."),
    GOOSE("goose", "goose", "Put right what the migration left; then adopt again."),
    DIESEL("diesel", "Diesel", "Put right what the migration left; then adopt again."),
    DBMATE("dbmate", "dbmate or Rails", "Put right what the migration left; then adopt again."),
    MIGRATION_MANAGER(
            "__migrations__",
            "the migration manager",
            "Put right what the migration left, and its row in the table; then adopt again."),
    MIGRATION_RUNNER(
            "schema_migrations",
            "the migration runner",
            "Put right what the migration left, and its row in the table; then adopt again."),
    MIGRATIONS_TABLE(
            "migrations",
            "the migrations table",
            "Put right what the migration left, and its row in the table; then adopt again.");

    private final String id;
    private final String label;
    private final String mending;

    ForeignTool(String id, String label, String mending) {
        this.id = id;
        this.label = label;
        this.mending = mending;
    }

    /** What a request calls it. */
    public String id() {
        return id;
    }

    /** What a person calls it. */
    public String label() {
        return label;
    }

    /** What to do about a migration that it left half done. */
    public String mending() {
        return mending;
    }

    public static Optional<ForeignTool> of(String id) {
        var wanted = id.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(tool -> tool.id.equals(wanted)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(ForeignTool::id).toList();
    }
}
