package dev.signalbox.planner.work;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.planner.store.PlanStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts of migrations as they were applied: the planner keeps the bundles of its plans. */
final class AppliedTexts {

    private final PlanStore plans;

    AppliedTexts(PlanStore plans) {
        this.plans = plans;
    }

    /** The files of the plans that applied the migrations, as far as they are kept. */
    Map<String, String> of(List<AppliedMigration> applied) {
        var texts = new HashMap<String, String>();
        for (var migration : applied) {
            var plan = migration.planId();
            if (plan != null) {
                text(plan, migration.migrationId())
                        .ifPresent(text -> texts.put(migration.migrationId(), text));
            }
        }
        return texts;
    }

    private Optional<String> text(String plan, String migration) {
        try {
            var bundle = plans.bundle(PlanId.of(plan));
            if (bundle.isEmpty()) {
                return Optional.empty();
            }
            var document = bundle.get().document();
            return document.steps().stream()
                    .filter(
                            s ->
                                    s instanceof PlannedStep.ApplyScript script
                                            && script.javaClass() == null
                                            && script.migration().equals(migration))
                    .map(s -> ((PlannedStep.ApplyScript) s).file())
                    .flatMap(path -> document.files().stream().filter(f -> f.path().equals(path)))
                    .map(f -> f.text())
                    .findFirst();
        } catch (IOException | IllegalArgumentException e) {
            // Not of a plan of ours.
            return Optional.empty();
        }
    }
}
