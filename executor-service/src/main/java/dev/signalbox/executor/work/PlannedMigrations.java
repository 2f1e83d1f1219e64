package dev.signalbox.executor.work;

import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.MigrationFormat;
import dev.signalbox.sql.migration.ProjectForm;
import dev.signalbox.sql.migration.SourceFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The migrations in a plan's files, read once, as the planner read them. */
final class PlannedMigrations {

    private final PlanDocument plan;
    private @Nullable Map<String, Migration> byId;

    PlannedMigrations(PlanDocument plan) {
        this.plan = plan;
    }

    /**
     * @throws IOException when it is not among them, which means that planner and executor do not
     *     agree on what a file is
     */
    Migration find(String id) throws IOException {
        if (byId == null) {
            byId = read();
        }
        var found = byId.get(id);
        if (found == null) {
            throw new IOException(
                    "The executor finds no %s in the plan's files, read as %s"
                            .formatted(id, form().format().title()));
        }
        return found;
    }

    /**
     * The statements of a hook, with values in place of its placeholders.
     *
     * @throws IOException when it is none, as the planner read it
     */
    List<SqlStatement> hook(PlanDocument.BundledFile file) throws IOException {
        return MigrationFileReader.hook(form(), new SourceFile(file.path(), file.content()))
                .orElseThrow(
                        () -> new IOException("The executor cannot read the hook " + file.path()));
    }

    private Map<String, Migration> read() throws IOException {
        var files = plan.files().stream().map(f -> new SourceFile(f.path(), f.content())).toList();
        var migrations = new HashMap<String, Migration>();
        MigrationFileReader.readable(form(), files).forEach(m -> migrations.put(m.stem(), m));
        return migrations;
    }

    /** Plans of earlier releases know one format, and do not name it. */
    private ProjectForm form() throws IOException {
        var form = plan.form();
        if (form == null) {
            return ProjectForm.SIGNALBOX;
        }
        var format =
                MigrationFormat.of(form.format())
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "This release reads no migrations in the format "
                                                        + form.format()));
        return new ProjectForm(format, form.placeholders());
    }
}
