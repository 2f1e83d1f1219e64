package dev.signalbox.rehearsal.database;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.PendingMigrations;
import dev.signalbox.database.RevertOptions;
import dev.signalbox.database.RevertOutcome;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.StatementError;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.rehearsal.database.Moved.Kind;
import dev.signalbox.rehearsal.database.Moved.Step;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.transfer.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A database that a project's migrations move as they move a real one: by the same code, with a
 * ledger, in one transaction each. Nobody else knows of it.
 */
public final class RehearsedDatabase implements AutoCloseable {

    private static final String ACTOR = "rehearsal";
    private static final RunContext CONTEXT = new RunContext(null, null, null, ACTOR, ACTOR);
    private static final RevertOptions.Save SAVE = new RevertOptions.Save.WhatChanges();
    private static final Duration LEASE = Duration.ofDays(1);

    private final Project project;
    private final SqliteFile address;
    private final ManagedDatabase database;
    private final LeasedDatabase leased;
    private final Alarm alarm;
    private int transformed;

    private RehearsedDatabase(
            Project project, SqliteFile address, LeasedDatabase leased, Alarm alarm) {
        this.project = project;
        this.address = address;
        this.database = new SqliteDatabase(address);
        this.leased = leased;
        this.alarm = alarm;
    }

    /**
     * @param file made when it is not there
     * @param alarm stops whatever migrates
     */
    public static RehearsedDatabase in(Project project, Path file, Alarm alarm) {
        var address = new SqliteFile(file, project.foreignKeys());
        var request =
                new LeaseRequest(
                        ACTOR,
                        "localhost",
                        ProcessHandle.current().pid(),
                        null,
                        0,
                        LEASE,
                        WaitPolicy.NONE,
                        true,
                        true);
        return switch (new SqliteDatabase(address).acquire(request)) {
            case LeaseOutcome.Acquired acquired ->
                    new RehearsedDatabase(project, address, acquired.session(), alarm);
            case LeaseOutcome.HeldBy held -> throw new IllegalStateException(held.message());
        };
    }

    public Project project() {
        return project;
    }

    public SqliteFile address() {
        return address;
    }

    public DatabaseReader openReader() {
        return database.openReader();
    }

    /** The version that is in force; empty before the first migration. */
    public Optional<String> version() {
        return ledger().version();
    }

    /**
     * Applies what is missing up to a version, with the rules and checks of each migration behind
     * it and the checks of the whole behind all.
     *
     * @param target a version, a file's stem or name, or {@code latest}
     * @throws MoveFailedException when one fails; those before it stay applied
     */
    public Moved up(String target) throws MoveFailedException {
        var steps = new ArrayList<Step>();
        var pending = pending(target);
        var checks = new ProjectChecks(project, database, alarm);
        for (var migration : pending) {
            steps.add(apply(migration));
            steps.addAll(transform(migration));
            steps.addAll(checks.after(Optional.of(migration)));
        }
        if (!pending.isEmpty()) {
            steps.addAll(checks.after(Optional.empty()));
        }
        return new Moved(steps);
    }

    /**
     * Applies one migration, and nothing else.
     *
     * @throws MoveFailedException when it fails
     */
    public Step apply(Migration migration) throws MoveFailedException {
        try (var java = JavaOf.migration(migration)) {
            var toApply = MigrationToApply.of(migration, java.up().orElse(null), CONTEXT);
            return switch (leased.apply(toApply, options())) {
                case ApplyOutcome.Applied applied ->
                        new Step(
                                Kind.UP,
                                migration.stem(),
                                applied.duration(),
                                applied.rows(),
                                applied.notes());
                case ApplyOutcome other -> throw failed(migration, "up", other);
            };
        }
    }

    /**
     * Runs the rules of a migration, in their order.
     *
     * @throws MoveFailedException when one fails; what its batches before wrote stays
     */
    public List<Step> transform(Migration migration) throws MoveFailedException {
        var steps = new ArrayList<Step>();
        for (var rule : project.rules().after(migration.stem())) {
            steps.add(transform(rule));
        }
        return steps;
    }

    /**
     * Runs one rule.
     *
     * @throws MoveFailedException when it fails; what its batches before wrote stays
     */
    public Step transform(Rule rule) throws MoveFailedException {
        return new RehearsedRule(project, rule, alarm).run(leased, CONTEXT, ++transformed);
    }

    /**
     * What is missing up to a version, in the order in which it is applied.
     *
     * @throws MoveFailedException when there is no such version
     */
    public List<Migration> pending(String target) throws MoveFailedException {
        return new Route(project.migrations(), ledger()).up(target);
    }

    /**
     * Undoes what is above a version, the last first, saving what would be lost.
     *
     * @param target as for {@link #up}; {@code 0} or {@code none} for all
     * @throws MoveFailedException when one cannot be undone; those after it stay undone
     */
    public Moved down(String target) throws MoveFailedException {
        var steps = new ArrayList<Step>();
        var ledger = ledger();
        var files = new PendingMigrations(project.migrations(), ledger.applied());
        for (var applied : new Route(project.migrations(), ledger).down(target)) {
            var migration =
                    files.fileOf(applied)
                            .orElseThrow(
                                    () ->
                                            new MoveFailedException(
                                                    applied.migrationId()
                                                            + " has no file that could undo it"));
            steps.add(revert(migration));
        }
        return new Moved(steps);
    }

    private Step revert(Migration migration) throws MoveFailedException {
        if (!migration.isReversible()) {
            throw failed(migration, "down", "it has no way back. Write a DOWN section for it");
        }
        try (var java = JavaOf.migration(migration)) {
            if (migration.javaClass() != null && java.down().isEmpty()) {
                throw failed(migration, "down", "its class does not override down");
            }
            var toRevert = MigrationToRevert.of(migration, java.down().orElse(null), null, CONTEXT);
            return switch (leased.revert(toRevert, new RevertOptions(SAVE, false, options()))) {
                case RevertOutcome.Reverted done ->
                        new Step(
                                Kind.DOWN,
                                migration.stem(),
                                done.duration(),
                                done.rows(),
                                notes(done));
                case RevertOutcome.AlreadyReverted already ->
                        throw new IllegalStateException(migration.stem() + " was in force");
                case RevertOutcome.NotReverted not ->
                        throw failed(migration, "down", not.outcome());
            };
        }
    }

    /** Gives the file up, unless something that could not be stopped still works in it. */
    @Override
    public void close() {
        try {
            leased.release();
        } catch (DatabaseException e) {
            if (e.reason() != DatabaseException.Reason.LOCKED) {
                throw e;
            }
        }
    }

    private static List<String> notes(RevertOutcome.Reverted done) {
        return Stream.concat(done.saved().stream(), done.proof().stream()).toList();
    }

    private ApplyOptions options() {
        return ApplyOptions.DEFAULT.withCancelled(alarm::isRung);
    }

    private Ledger ledger() {
        try (var reader = database.openReader()) {
            return reader.observe().ledger();
        }
    }

    private MoveFailedException failed(Migration migration, String way, ApplyOutcome outcome) {
        return outcome instanceof ApplyOutcome.Failed failed && failed.error().position() != null
                ? failed(migration, way, failed.error())
                : failed(migration, way, outcome.message());
    }

    private MoveFailedException failed(Migration migration, String way, StatementError error) {
        var position = error.position();
        return new MoveFailedException(
                "%s:%s (%s) failed: %s. %s"
                        .formatted(
                                project.shown(migration.source().path()),
                                position == null ? 1 : position.line(),
                                way,
                                error.problem(),
                                error.hint()));
    }

    private MoveFailedException failed(Migration migration, String way, String why) {
        return new MoveFailedException(
                "%s (%s) failed: %s".formatted(project.shown(migration.source().path()), way, why));
    }
}
