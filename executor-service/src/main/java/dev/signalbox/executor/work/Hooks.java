package dev.signalbox.executor.work;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyProgress;
import dev.signalbox.database.ScriptOutcome;
import dev.signalbox.events.ExecutionEvent.HookCompleted;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of the project that run at certain moments. SQL runs once a run, by the ledger; a program
 * may run again after a crash.
 */
final class Hooks {

    private Hooks() {}

    /**
     * @param key the same for the same hook at the same moment of a run
     */
    static StepEnd run(Turn turn, PlannedStep.Hook hook, String key)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        return hook.executable() ? program(turn, hook) : script(turn, hook, key);
    }

    private static StepEnd script(Turn turn, PlannedStep.Hook hook, String key)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        var script = turn.scripts().toRun(hook, key);
        var limited =
                turn.options(false, ApplyProgress.SILENT, null)
                        .withTimeout(shorter(hook.timeout(), turn.remaining()));
        var outcome =
                turn.session()
                        .<ScriptOutcome>change(
                                held -> held.run(script, limited),
                                o ->
                                        o instanceof ScriptOutcome.NotDone not
                                                && not.outcome() instanceof ApplyOutcome.Overtaken);
        return switch (outcome) {
            case ScriptOutcome.Done done ->
                    new StepEnd.Done(
                            new StepResult(done.duration(), done.rows(), false, null, List.of()),
                            List.of(told(turn, hook, done.duration(), null, "", null)),
                            null);
            case ScriptOutcome.DoneBefore before ->
                    new StepEnd.Done(
                            StepResult.before(),
                            List.of(told(turn, hook, Duration.ZERO, null, "", null)),
                            null);
            case ScriptOutcome.NotDone not when not.outcome() instanceof ApplyOutcome.Interrupted ->
                    new StepEnd.CutShort();
            case ScriptOutcome.NotDone not -> {
                var failure = Failures.of(not.outcome(), hook.timeout()).in(hook.file());
                yield new StepEnd.Failed(
                        failure,
                        List.of(told(turn, hook, Duration.ZERO, null, "", failure.error())));
            }
        };
    }

    private static StepEnd program(Turn turn, PlannedStep.Hook hook)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("signalbox-hook-");
        var file = folder.resolve(name(hook.file()));
        try {
            Files.write(file, turn.scripts().file(hook.file()).content());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
            var ran =
                    Program.of(List.of(file.toString()), turn, hook.event(), hook.migration())
                            .run(shorter(hook.timeout(), turn.remaining()), turn.cutShort());
            return ended(turn, hook, ran);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static StepEnd ended(Turn turn, PlannedStep.Hook hook, Program.Ran ran) {
        var trouble = ran.trouble();
        if (trouble.isPresent() && turn.cutShort().getAsBoolean()) {
            return new StepEnd.CutShort();
        }
        var told = told(turn, hook, ran.duration(), ran.exit(), ran.output(), trouble.orElse(null));
        return trouble.<StepEnd>map(
                        why ->
                                new StepEnd.Failed(
                                        new StepFailure(
                                                "The hook " + hook.file() + " " + why,
                                                hook.file(),
                                                null,
                                                null,
                                                null,
                                                "HOOK_FAILED",
                                                ran.output().isBlank()
                                                        ? null
                                                        : "It wrote: " + lastLine(ran.output()),
                                                false),
                                        List.of(told)))
                .orElseGet(
                        () -> new StepEnd.Done(StepResult.of(ran.duration()), List.of(told), null));
    }

    private static HookCompleted told(
            Turn turn,
            PlannedStep.Hook hook,
            Duration duration,
            @Nullable Integer exit,
            String output,
            @Nullable String error) {
        var header = turn.header();
        return new HookCompleted(
                header.plan(),
                header.run(),
                header.database(),
                hook.event(),
                hook.file(),
                duration,
                exit,
                output,
                error);
    }

    private static String lastLine(String output) {
        return output.lines().reduce((first, second) -> second).orElse("");
    }

    private static String name(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
