package dev.signalbox.executor.work;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.MigrationToAdopt;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.ScriptToRun;
import dev.signalbox.database.jar.JavaMigration;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlanDocument.BundledFile;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.migration.ForeignKeys;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import dev.signalbox.transfer.Rule;
import dev.signalbox.transfer.RuleFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a plan's bundle, read as the planner read them. Every method throws an {@link
 * IOException} when the bundle does not hold what the step says, which means that planner and
 * executor do not agree on what a file is.
 */
final class Scripts {

    private final PlanDocument plan;
    private final PlannedMigrations migrations;
    private final Run.Header run;
    private final Cause cause;
    private final String executor;

    Scripts(
            PlanDocument plan,
            PlannedMigrations migrations,
            Run.Header run,
            Cause cause,
            String executor) {
        this.plan = plan;
        this.migrations = migrations;
        this.run = run;
        this.cause = cause;
        this.executor = executor;
    }

    MigrationToApply toApply(PlannedStep.ApplyScript step, @Nullable JavaMigration java)
            throws IOException {
        var checksum = checksum(step.checksum());
        var raw = checksum(step.rawChecksum());
        if (java != null) {
            return new MigrationToApply(
                    step.migration(),
                    step.name(),
                    step.version(),
                    checksum,
                    raw,
                    ForeignKeys.UNSPECIFIED,
                    List.of(),
                    java.up(),
                    true,
                    context());
        }
        var migration = migrations.find(step.migration());
        check(step.file(), checksum, migration.normalised());
        check(step.file(), raw, migration.raw());
        return new MigrationToApply(
                step.migration(),
                step.name(),
                step.version(),
                checksum,
                raw,
                migration.up().foreignKeys(),
                migration.up().statements(),
                null,
                step.reversible(),
                context());
    }

    /** On record as applied; nothing of it runs. */
    MigrationToApply toMark(PlannedStep.MarkApplied step) {
        return new MigrationToApply(
                step.migration(),
                step.name(),
                step.version(),
                checksum(step.checksum()),
                checksum(step.rawChecksum()),
                ForeignKeys.UNSPECIFIED,
                List.of(),
                null,
                false,
                context());
    }

    /** On record as another tool applied it. */
    MigrationToAdopt toAdopt(PlannedStep.Adopt step) {
        return new MigrationToAdopt(
                step.migration(),
                step.name(),
                step.version(),
                step.checksum() == null ? AppliedMigration.BASELINE : checksum(step.checksum()),
                step.rawChecksum() == null ? null : checksum(step.rawChecksum()),
                step.from(),
                step.appliedAt(),
                step.duration(),
                step.appliedBy(),
                context());
    }

    MigrationToRevert toRevert(PlannedStep.RevertScript step, @Nullable JavaMigration java)
            throws IOException {
        return toRevert(step.migration(), step.name(), step.version(), step.file(), java);
    }

    MigrationToRevert toRevert(PlannedStep.ApplyScript step, @Nullable JavaMigration java)
            throws IOException {
        return toRevert(step.migration(), step.name(), step.version(), step.file(), java);
    }

    private MigrationToRevert toRevert(
            String id,
            String name,
            String version,
            @Nullable String file,
            @Nullable JavaMigration java)
            throws IOException {
        var down =
                file == null || java != null ? Migration.Section.NONE : migrations.find(id).down();
        if (file != null && java == null && down.isEmpty()) {
            throw new IOException(file + " has no DOWN section");
        }
        return new MigrationToRevert(
                id,
                name,
                version,
                down.foreignKeys(),
                down.statements(),
                java == null
                        ? null
                        : java.down()
                                .orElseThrow(() -> new IOException(id + " does not override down")),
                plan.reason(),
                context());
    }

    ScriptToRun toRun(PlannedStep.Hook hook, String key) throws IOException {
        return new ScriptToRun(key, hook.file(), migrations.hook(file(hook.file())), context());
    }

    /** The rule of a step, read again as the planner read it. */
    Rule rule(PlannedStep.Backfill step) throws IOException {
        var files = new ArrayList<SourceFile>();
        files.add(source(step.file()));
        var jar = step.jar();
        if (jar != null) {
            files.add(source(jar));
        }
        return switch (RuleFiles.readPlanned(files)) {
            case RuleFiles.Outcome.Read read ->
                    read.rules()
                            .find(step.rule())
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    "%s has no rule %s"
                                                            .formatted(step.file(), step.rule())));
            case RuleFiles.Outcome.Refused refused ->
                    throw new IOException(
                            "The executor cannot read the rule %s: %s"
                                    .formatted(
                                            step.file(), refused.findings().getFirst().message()));
        };
    }

    private SourceFile source(String path) throws IOException {
        return new SourceFile(path, file(path).content());
    }

    List<SqlStatement> statements(String file) throws IOException {
        try {
            return SqliteSplitter.split(file(file).text(), SourcePosition.START);
        } catch (SqlSyntaxException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    BundledFile file(String path) throws IOException {
        return plan.files().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IOException("The plan has no file " + path));
    }

    RunContext context() {
        return new RunContext(
                run.plan().toString(),
                run.hash(),
                run.run().toString(),
                cause.actor().id(),
                executor);
    }

    static Checksum checksum(PlannedStep.ScriptChecksum planned) {
        return new Checksum(planned.algorithm(), planned.hex());
    }

    private static void check(String file, Checksum planned, Checksum found) throws IOException {
        if (!planned.equals(found)) {
            throw new IOException(
                    "%s was planned with checksum %s, the executor finds %s"
                            .formatted(file, planned, found));
        }
    }
}
