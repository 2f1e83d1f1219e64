package dev.signalbox.sql.migration;

import java.util.Locale;
import java.util.Optional;

/**
 * What a file can be, by its path within the folder of migrations; its content is not looked at.
 */
enum FilePlace {
    /** A file of SQL in the folder itself. */
    TOP,
    /** A migration of goose in Go, which cannot run here. */
    GO,
    JAR,
    HOOK,
    CHECK,
    /** A rule of {@code transformations/}, or a jar with functions of rules. */
    TRANSFORMATION,
    /** A file of a folder that is one migration. */
    IN_MIGRATION,
    /** In {@code sql/} or {@code rollback/}. */
    IN_PAIR,
    /** Named as Flyway's are, in whatever folder, or the settings of such a one. */
    FLYWAY;

    private static final String TRANSFORMATIONS = "transformations";

    /** Empty when the file has nothing to do with migrations. */
    static Optional<FilePlace> of(String path) {
        String[] parts = path.replace('\\', '/').split("/");
        String name = parts[parts.length - 1];
        for (String part : parts) {
            if (part.startsWith(".")) {
                return Optional.empty();
            }
        }
        return switch (parts.length) {
            case 1 -> top(name);
            case 2 -> inFolder(parts[0], name);
            default -> flyway(name);
        };
    }

    private static Optional<FilePlace> top(String name) {
        if (MigrationName.isMigration(name)) {
            return Optional.of(TOP);
        }
        if (JarReader.isJar(name)) {
            return Optional.of(JAR);
        }
        return GooseReader.isGo(name) ? Optional.of(GO) : flyway(name);
    }

    private static Optional<FilePlace> inFolder(String folder, String name) {
        return switch (folder) {
            case HookReader.FOLDER -> Optional.of(HOOK);
            case CheckReader.FOLDER ->
                    MigrationName.isMigration(name) ? Optional.of(CHECK) : Optional.empty();
            case TRANSFORMATIONS ->
                    isRule(name) || JarReader.isJar(name)
                            ? Optional.of(TRANSFORMATION)
                            : Optional.empty();
            case SqlAndRollbackReader.SQL, SqlAndRollbackReader.ROLLBACK ->
                    FlywayName.parse(name).isPresent()
                            ? Optional.of(FLYWAY)
                            : MigrationName.isMigration(name)
                                    ? Optional.of(IN_PAIR)
                                    : Optional.empty();
            default ->
                    switch (name) {
                        case "up.sql", "down.sql", DieselReader.SETTINGS, PrismaReader.FILE ->
                                Optional.of(IN_MIGRATION);
                        default -> flyway(name);
                    };
        };
    }

    private static boolean isRule(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yml") || lower.endsWith(".yaml");
    }

    private static Optional<FilePlace> flyway(String name) {
        String script =
                name.endsWith(FlywayReader.SETTINGS_SUFFIX)
                        ? name.substring(0, name.length() - FlywayReader.SETTINGS_SUFFIX.length())
                        : name;
        return FlywayName.parse(script).isPresent() || isCallback(script)
                ? Optional.of(FLYWAY)
                : Optional.empty();
    }

    private static boolean isCallback(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(MigrationName.SUFFIX)
                && (lower.startsWith("before") || lower.startsWith("after"));
    }
}
