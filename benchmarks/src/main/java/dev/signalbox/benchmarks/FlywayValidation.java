package dev.signalbox.benchmarks;

import org.flywaydb.core.Flyway;

/** The peer's {@code validate} and {@code info} over a folder, on a database that is empty. */
final class FlywayValidation {

    private final Flyway flyway;

    private FlywayValidation(String database, String folder) {
        flyway =
                Flyway.configure()
                        .dataSource("jdbc:sqlite:" + database, "", "")
                        .locations("filesystem:" + folder)
                        .ignoreMigrationPatterns("*:pending")
                        .load();
    }

    public static void main(String... args) {
        once(args[0], args[1]);
    }

    /** Reads the folder anew, and throws for what is not in order. */
    static int once(String database, String folder) {
        var validation = new FlywayValidation(database, folder);
        validation.flyway.validate();
        return validation.flyway.info().pending().length;
    }
}
