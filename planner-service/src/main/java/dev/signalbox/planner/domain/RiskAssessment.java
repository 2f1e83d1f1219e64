package dev.signalbox.planner.domain;

import dev.signalbox.database.RowCount;
import dev.signalbox.events.Risk;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.migration.DataVolume;
import dev.signalbox.sql.migration.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How risky a migration is: what its author says, and what its statements do. */
final class RiskAssessment {

    private static final long MANY_ROWS = 100_000;

    private final Map<String, RowCount> rows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> causes = new ArrayList<>();
    private Risk.Level level = Risk.Level.LOW;

    private RiskAssessment(Map<String, RowCount> rows) {
        this.rows.putAll(rows);
    }

    static Risk of(Migration migration, Map<String, RowCount> rows) {
        var assessment = new RiskAssessment(rows);
        assessment.declared(migration);
        assessment.statements(migration.up().statements());
        if (!migration.isReversible()) {
            assessment.add(
                    Risk.Level.MEDIUM, "It has no DOWN section, so only a snapshot undoes it.");
        }
        return new Risk(assessment.level, assessment.causes);
    }

    /** The greatest of several, with all causes. */
    static Risk together(List<Risk> risks) {
        var level =
                risks.stream().map(Risk::level).max(Risk.Level::compareTo).orElse(Risk.Level.LOW);
        return new Risk(
                level, risks.stream().flatMap(r -> r.causes().stream()).distinct().toList());
    }

    private void declared(Migration migration) {
        var metadata = migration.metadata();
        if (metadata.risk() != null) {
            switch (metadata.risk()) {
                case LOW -> {}
                case MEDIUM -> add(Risk.Level.MEDIUM, "Its author calls the risk medium.");
                case HIGH -> add(Risk.Level.HIGH, "Its author calls the risk high.");
            }
        }
        if (metadata.performanceImpact() != null) {
            switch (metadata.performanceImpact()) {
                case LOW -> {}
                case MEDIUM ->
                        add(
                                Risk.Level.MEDIUM,
                                "Its author expects a medium impact on performance.");
                case HIGH ->
                        add(Risk.Level.HIGH, "Its author expects a high impact on performance.");
            }
        }
        if (Boolean.FALSE.equals(metadata.rollbackSafe())) {
            add(Risk.Level.MEDIUM, "Its author says that it cannot be undone safely.");
        }
        if (metadata.breakingChange()) {
            add(Risk.Level.HIGH, "Its author says that it breaks applications.");
        }
        if (metadata.dataVolume() == DataVolume.LARGE) {
            add(Risk.Level.MEDIUM, "Its author expects it to move much data.");
        }
        if (metadata.requiresDowntime()) {
            add(Risk.Level.HIGH, "Its author says that applications must be stopped.");
        }
    }

    private void statements(List<SqlStatement> statements) {
        var renamedTo = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        var created = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        for (var statement : statements) {
            switch (statement.kind()) {
                case StatementKind.RenameTable k -> renamedTo.add(k.newName());
                case StatementKind.CreateTable k -> created.add(k.table());
                default -> {}
            }
        }
        for (var statement : statements) {
            switch (statement.kind()) {
                case StatementKind.DropTable k -> {
                    if (renamedTo.contains(k.table())) {
                        add(Risk.Level.MEDIUM, "It rebuilds table " + count(k.table()) + ".");
                    } else if (!created.contains(k.table())) {
                        add(Risk.Level.HIGH, "It drops table " + count(k.table()) + ".");
                    }
                }
                case StatementKind.DropColumn k ->
                        add(
                                Risk.Level.HIGH,
                                "It drops column %s.%s with its data."
                                        .formatted(k.table(), k.column()));
                case StatementKind.Delete k ->
                        add(
                                k.filtered() ? Risk.Level.MEDIUM : Risk.Level.HIGH,
                                k.filtered()
                                        ? "It deletes rows of " + count(k.table()) + "."
                                        : "It deletes all rows of " + count(k.table()) + ".");
                case StatementKind.Update k -> {
                    if (!k.filtered() && !created.contains(k.table())) {
                        add(Risk.Level.MEDIUM, "It updates every row of " + count(k.table()) + ".");
                    }
                }
                case StatementKind.RenameColumn k ->
                        add(
                                Risk.Level.MEDIUM,
                                "It renames column %s.%s, which applications may use."
                                        .formatted(k.table(), k.column()));
                case StatementKind.RenameTable k -> {
                    if (!created.contains(k.table())) {
                        add(
                                Risk.Level.MEDIUM,
                                "It renames table " + k.table() + ", which applications may use.");
                    }
                }
                case StatementKind.CreateIndex k -> {
                    if (rowsOf(k.table()) >= MANY_ROWS) {
                        add(
                                Risk.Level.MEDIUM,
                                "It indexes " + count(k.table()) + " while nobody else can write.");
                    }
                }
                default -> {}
            }
        }
    }

    private void add(Risk.Level atLeast, String cause) {
        if (atLeast.compareTo(level) > 0) {
            level = atLeast;
        }
        if (!causes.contains(cause)) {
            causes.add(cause);
        }
    }

    private long rowsOf(String table) {
        var count = rows.get(table);
        return count == null || count.source() == RowCount.Source.UNKNOWN ? 0 : count.rows();
    }

    private String count(String table) {
        return rows.containsKey(table) ? "%s (%,d rows)".formatted(table, rowsOf(table)) : table;
    }
}
