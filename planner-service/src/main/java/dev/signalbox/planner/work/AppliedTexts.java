package dev.signalbox.planner.work;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.planner.domain.AsApplied;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.MigrationFormat;
import dev.signalbox.sql.migration.ProjectForm;
import dev.signalbox.sql.migration.SourceFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Migrations as they were applied: the planner keeps the bundles of its plans. */
final class AppliedTexts {

    private final PlanStore plans;

    AppliedTexts(PlanStore plans) {
        this.plans = plans;
    }

    /** By the migrations' ids, as far as the plans that applied them are kept. */
    Map<String, AsApplied> of(List<AppliedMigration> applied) {
        var read = new HashMap<String, Map<String, AsApplied>>();
        var found = new HashMap<String, AsApplied>();
        for (var migration : applied) {
            var plan = migration.planId();
            var kept =
                    plan == null
                            ? null
                            : read.computeIfAbsent(plan, this::of).get(migration.migrationId());
            if (kept != null) {
                found.put(migration.migrationId(), kept);
            }
        }
        return found;
    }

    private Map<String, AsApplied> of(String plan) {
        try {
            var bundle = plans.bundle(PlanId.of(plan));
            if (bundle.isEmpty()) {
                return Map.of();
            }
            var document = bundle.get().document();
            return form(document).map(form -> of(document, form)).orElse(Map.of());
        } catch (IOException | IllegalArgumentException e) {
            // Not of a plan of ours.
            return Map.of();
        }
    }

    private static Optional<ProjectForm> form(PlanDocument document) {
        var form = document.form();
        return form == null
                ? Optional.of(ProjectForm.SIGNALBOX)
                : MigrationFormat.of(form.format())
                        .map(format -> new ProjectForm(format, form.placeholders()));
    }

    private static Map<String, AsApplied> of(PlanDocument document, ProjectForm form) {
        var files =
                document.files().stream().map(f -> new SourceFile(f.path(), f.content())).toList();
        var migrations = new HashMap<String, AsApplied>();
        MigrationFileReader.readable(form, files)
                .forEach(m -> migrations.put(m.stem(), new AsApplied(form, m)));
        return migrations;
    }
}
