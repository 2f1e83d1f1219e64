package dev.signalbox.rehearsal.database;

import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.QueryFinding;
import dev.signalbox.rehearsal.database.Moved.Kind;
import dev.signalbox.rehearsal.database.Moved.Step;
import dev.signalbox.sql.migration.CheckFile;
import dev.signalbox.sql.migration.Migration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queries of {@code checks/}, which must return no row. */
final class ProjectChecks {

    private final Project project;
    private final ManagedDatabase database;
    private final Alarm alarm;

    ProjectChecks(Project project, ManagedDatabase database, Alarm alarm) {
        this.project = project;
        this.database = database;
        this.alarm = alarm;
    }

    /**
     * @param migration empty for the checks of the whole
     */
    List<Step> after(Optional<Migration> migration) throws MoveFailedException {
        var steps = new ArrayList<Step>();
        for (var check : project.files().checks()) {
            if (check.after(project.migrations()).equals(migration)) {
                steps.add(run(check));
            }
        }
        return steps;
    }

    private Step run(CheckFile check) throws MoveFailedException {
        var start = System.nanoTime();
        try (var reader = database.openReader()) {
            var found =
                    reader.check(check.queries(), alarm.remaining()).stream()
                            .map(finding -> sentence(check, finding))
                            .toList();
            if (!found.isEmpty() && !check.warning()) {
                throw new MoveFailedException(String.join("; ", found));
            }
            return new Step(
                    Kind.CHECK,
                    check.source().path(),
                    Duration.ofNanos(System.nanoTime() - start),
                    0,
                    found);
        }
    }

    private String sentence(CheckFile check, QueryFinding finding) {
        var position = check.queries().get(finding.statement() - 1).position();
        return "the check %s:%d %s"
                .formatted(
                        project.shown(check.source().path()),
                        position.line(),
                        finding.error() != null
                                ? "could not be run: " + finding.error()
                                : "found %,d %s (%s)"
                                        .formatted(
                                                finding.rows(),
                                                finding.rows() == 1 ? "row" : "rows",
                                                String.join("; ", finding.sample())));
    }
}
