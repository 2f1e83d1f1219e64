package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.foreign.ForeignChecksum;
import dev.signalbox.database.foreign.ForeignHistory;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.sql.migration.Version;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the statements that make Flyway's table, or bring one that is there up to date. */
final class FlywayTable {

    private static final String USUAL_NAME = "flyway_schema_history";
    private static final String BASELINE = "<< Flyway Baseline >>";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Optional<ForeignHistory> existing;
    private final String table;
    private final Set<Version> present = new HashSet<>();
    private final Set<String> repeatable = new HashSet<>();
    private final List<String> statements = new ArrayList<>();

    FlywayTable(Optional<ForeignHistory> existing) {
        this.existing = existing;
        var name = existing.map(ForeignHistory::table).orElse(USUAL_NAME);
        this.table = '"' + name.replace("\"", "\"\"") + '"';
        existing.stream()
                .flatMap(history -> history.entries().stream())
                .forEach(
                        entry -> {
                            if (entry.version() == null) {
                                repeatable.add(entry.name());
                            } else {
                                Version.parse(entry.version()).ifPresent(present::add);
                            }
                        });
    }

    boolean has(Version version) {
        return present.contains(version);
    }

    /** Flyway itself sees whether it is to be repeated. */
    boolean hasRepeatable(String description) {
        return repeatable.contains(description);
    }

    void remove(String version) {
        statements.add("DELETE FROM %s WHERE version = %s;".formatted(table, quoted(version)));
    }

    void add(AppliedMigration applied, FlywayName name, SourceFile file) {
        insert(
                applied,
                name.version(),
                name.description(),
                name.type(),
                file.path(),
                Integer.toString(ForeignChecksum.flywayCrc32(file.bytes())));
    }

    void addBaseline(AppliedMigration applied) {
        insert(applied, applied.version(), BASELINE, "BASELINE", BASELINE, "NULL");
    }

    private void insert(
            AppliedMigration applied,
            @Nullable String version,
            String description,
            String type,
            String script,
            String checksum) {
        statements.add(
                ("INSERT INTO %1$s (installed_rank, version, description, type, script, checksum,"
                                + " installed_by, installed_on, execution_time, success)\n"
                                + "  SELECT coalesce(max(installed_rank), 0) + 1, %2$s, %3$s, %4$s,"
                                + " %5$s, %6$s, %7$s, %8$s, %9$d, 1 FROM %1$s;")
                        .formatted(
                                table,
                                version == null ? "NULL" : quoted(version),
                                quoted(description),
                                quoted(type),
                                quoted(script),
                                checksum,
                                quoted(actor(applied.actor())),
                                quoted(TIME.format(applied.appliedAt())),
                                applied.duration().toMillis()));
    }

    private static String actor(@Nullable String actor) {
        return Objects.requireNonNullElse(actor, "signalbox");
    }

    String script(String database) {
        var script = new StringBuilder();
        script.append("-- The history of ")
                .append(database.replaceAll("\\s", " "))
                .append(" in Flyway's form. To be run while nothing migrates.\nBEGIN;\n");
        if (existing.isEmpty()) {
            script.append(
                    """
                    CREATE TABLE %s (
                      installed_rank INT NOT NULL PRIMARY KEY,
                      version VARCHAR(50),
                      description VARCHAR(200) NOT NULL,
                      type VARCHAR(20) NOT NULL,
                      script VARCHAR(1000) NOT NULL,
                      checksum INT,
                      installed_by VARCHAR(100) NOT NULL,
                      installed_on TEXT NOT NULL DEFAULT (strftime('%%Y-%%m-%%d %%H:%%M:%%f','now')),
                      execution_time INT NOT NULL,
                      success BOOLEAN NOT NULL
                    );
                    CREATE INDEX "flyway_schema_history_s_idx" ON %s (success);
                    """
                            .formatted(table, table));
        }
        statements.forEach(statement -> script.append(statement).append('\n'));
        return script.append("COMMIT;\n").toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
