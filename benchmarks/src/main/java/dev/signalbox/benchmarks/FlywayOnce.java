package dev.signalbox.benchmarks;

import org.flywaydb.core.Flyway;

/**
 * The peer's {@code migrate}, as a process of its own: a file of SQLite, a folder of migrations.
 */
final class FlywayOnce {

    private FlywayOnce() {}

    public static void main(String... args) {
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + args[0], "", "")
                .locations("filesystem:" + args[1])
                .load()
                .migrate();
    }
}
