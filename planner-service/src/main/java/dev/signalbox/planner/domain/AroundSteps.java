package dev.signalbox.planner.domain;

import dev.signalbox.events.Estimate;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanDocument.BundledFile;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.sql.migration.CheckFile;
import dev.signalbox.sql.migration.HookEvent;
import dev.signalbox.sql.migration.HookFile;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps around migrations: hooks, checks, and the application's own word. */
final class AroundSteps {

    private static final String NOTHING_TO_UNDO = "Nothing to undo.";
    private static final Estimate UNKNOWN_HOOK =
            new Estimate(Duration.ZERO, "how long a hook takes is not known");

    private final ProjectFiles project;
    private final boolean checking;
    private final Situation situation;

    AroundSteps(Situation situation) {
        this.situation = situation;
        this.project = situation.project();
        this.checking = !situation.policy().skipValidation();
    }

    /** Hooks of a moment, each made with the id that it gets. */
    List<Function<StepId, PlannedStep>> hooks(HookEvent event, @Nullable Migration migration) {
        var made = new ArrayList<Function<StepId, PlannedStep>>();
        for (var hook : project.hooks()) {
            if (hook.event() == event) {
                made.add(id -> hook(id, hook, migration));
            }
        }
        return made;
    }

    /** Hooks that run when the run does not go as planned; their ids count by themselves. */
    List<PlannedStep.Hook> reactions() {
        return reactions(HookEvent::isReaction);
    }

    List<PlannedStep.Hook> reactionsTo(HookEvent event) {
        return reactions(event::equals);
    }

    private List<PlannedStep.Hook> reactions(Predicate<HookEvent> to) {
        var reactions = new ArrayList<PlannedStep.Hook>();
        for (var hook : project.hooks()) {
            if (to.test(hook.event())) {
                reactions.add(hook(new StepId(reactions.size() + 1), hook, null));
            }
        }
        return reactions;
    }

    private PlannedStep.Hook hook(StepId id, HookFile hook, @Nullable Migration migration) {
        var program = hook instanceof HookFile.Program;
        var of = migration == null ? "" : " of " + migration.stem();
        return new PlannedStep.Hook(
                id,
                "Run the hook %s (%s%s)".formatted(hook.source().path(), hook.event().wire(), of),
                hook.event().wire(),
                hook.source().path(),
                program,
                migration == null ? null : migration.stem(),
                project.hookTimeout(),
                UNKNOWN_HOOK,
                Risk.LOW,
                program
                        ? "What a program does is not undone."
                        : "What its SQL does is not undone by itself.");
    }

    /** The checks of a migration, or with null those of the whole. */
    List<Function<StepId, PlannedStep>> checks(@Nullable Migration migration) {
        var made = new ArrayList<Function<StepId, PlannedStep>>();
        if (!checking) {
            return made;
        }
        for (var check : project.checks()) {
            var after = check.after(situation.migrations());
            if (after.equals(Optional.ofNullable(migration))) {
                made.add(id -> check(id, check, migration));
            }
        }
        return made;
    }

    private static PlannedStep check(StepId id, CheckFile check, @Nullable Migration migration) {
        var queries = check.queries().size();
        return new PlannedStep.Check(
                id,
                "Check %s: %d %s must return no row%s"
                        .formatted(
                                check.source().path(),
                                queries,
                                queries == 1 ? "query" : "queries",
                                check.warning() ? " (a warning)" : ""),
                check.source().path(),
                migration == null ? null : migration.stem(),
                check.warning(),
                queries,
                new Estimate(Duration.ofMillis(queries), "1 ms a query"),
                Risk.LOW,
                NOTHING_TO_UNDO);
    }

    List<Function<StepId, PlannedStep>> health() {
        var health = project.health();
        if (health == null || !checking) {
            return List.of();
        }
        return List.of(
                id ->
                        new PlannedStep.HealthCheck(
                                id,
                                "Ask the application whether it is well (%s)"
                                        .formatted(
                                                health.url() == null
                                                        ? String.join(" ", health.command())
                                                        : health.url()),
                                health.url(),
                                health.command(),
                                health.timeout(),
                                health.attempts(),
                                health.pause(),
                                new Estimate(health.timeout(), "one attempt's limit"),
                                Risk.LOW,
                                NOTHING_TO_UNDO));
    }

    /** Every file that these steps may run. */
    List<BundledFile> files() {
        var files = new ArrayList<>(hookFiles());
        if (checking) {
            project.checks().forEach(check -> files.add(file(check.source())));
            files.addAll(timingFiles());
        }
        return files;
    }

    List<BundledFile> hookFiles() {
        return project.hooks().stream().map(hook -> file(hook.source())).toList();
    }

    List<BundledFile> timingFiles() {
        return checking
                ? project.timings().stream().map(timing -> file(timing.source())).toList()
                : List.of();
    }

    private static BundledFile file(SourceFile source) {
        return BundledFile.of(source.path(), source.bytes());
    }
}
