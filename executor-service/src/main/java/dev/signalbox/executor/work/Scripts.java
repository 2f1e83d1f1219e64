package dev.signalbox.executor.work;

import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.RunContext;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.migration.FileOutcome;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The scripts of a plan's bundle, read as the planner read them. */
final class Scripts {

    private Scripts() {}

    /**
     * @throws IOException when the bundle does not hold what the step says, which means that
     *     planner and executor do not agree on what a script is
     */
    static MigrationToApply migration(
            PlanDocument plan,
            PlannedStep.ApplyScript step,
            Run.Header run,
            Cause cause,
            String executor)
            throws IOException {
        var migration = read(plan, step);
        check(step, step.checksum(), migration.normalised());
        check(step, step.rawChecksum(), migration.raw());
        return new MigrationToApply(
                step.migration(),
                step.name(),
                step.version(),
                migration.normalised(),
                migration.raw(),
                migration.up().foreignKeys(),
                migration.up().statements(),
                null,
                new RunContext(
                        run.plan().toString(),
                        run.hash(),
                        run.run().toString(),
                        cause.actor().id(),
                        executor));
    }

    private static Migration read(PlanDocument plan, PlannedStep.ApplyScript step)
            throws IOException {
        var file =
                plan.files().stream()
                        .filter(f -> f.path().equals(step.file()))
                        .findFirst()
                        .orElseThrow(() -> new IOException("The plan has no file " + step.file()));
        var source = new SourceFile(file.path(), file.text().getBytes(StandardCharsets.UTF_8));
        return switch (MigrationFileReader.read(source)) {
            case FileOutcome.Read read -> read.migration();
            case FileOutcome.Refused refused ->
                    throw new IOException(
                            "The executor cannot read what the planner planned: "
                                    + refused.findings().getFirst());
        };
    }

    private static void check(
            PlannedStep.ApplyScript step, PlannedStep.ScriptChecksum planned, Checksum found)
            throws IOException {
        if (!planned.algorithm().equals(found.algorithm()) || !planned.hex().equals(found.hex())) {
            throw new IOException(
                    "%s was planned with checksum %s:%s, the executor finds %s"
                            .formatted(step.file(), planned.algorithm(), planned.hex(), found));
        }
    }
}
