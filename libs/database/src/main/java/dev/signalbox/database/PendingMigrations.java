package dev.signalbox.database;

import dev.signalbox.sql.ChecksumVerdict;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a project's files hold that a database does not have. */
public final class PendingMigrations {

    private final MigrationSet files;
    private final List<AppliedMigration> applied;

    public PendingMigrations(MigrationSet files, List<AppliedMigration> applied) {
        this.files = files;
        this.applied = List.copyOf(applied);
    }

    /**
     * The versions that need not be applied: those that were, and those that a baseline stands for.
     * A repeatable migration that has changed since is not among them.
     */
    public List<Version> settled() {
        List<Version> settled =
                new ArrayList<>(
                        applied.stream()
                                .filter(one -> !isToRepeat(one))
                                .flatMap(one -> Version.parse(one.version()).stream())
                                .toList());
        baselineInForce().map(files::notAbove).ifPresent(settled::addAll);
        return settled;
    }

    /**
     * The migrations up to a target, in the order in which they are applied; none when the target
     * is unknown.
     *
     * @param target as {@link MigrationSet#resolve} takes it
     */
    public List<Migration> to(String target) {
        return target(target)
                .map(found -> to(found, target.equals(MigrationSet.LATEST)))
                .orElse(List.of());
    }

    /**
     * @param everything also when the target is not the latest
     */
    public List<Migration> to(Migration target, boolean everything) {
        Optional<Migration> baseline = baselineToBeginWith(target);
        List<Version> settled = settled();
        baseline.map(first -> files.notAbove(first.version())).ifPresent(settled::addAll);
        List<Migration> pending = new ArrayList<>(baseline.stream().toList());
        // Repeatable migrations may need everything that there is, and so wait for the last one.
        boolean toLatest = everything || files.latest().filter(target::equals).isPresent();
        pending.addAll(toLatest ? files.pending(settled) : files.upTo(target, settled));
        return pending;
    }

    /** Where only a baseline or repeatable ones are there, one of these stands for the latest. */
    private Optional<Migration> target(String target) {
        Optional<Migration> found = files.resolve(target);
        return found.isPresent() || !target.equals(MigrationSet.LATEST)
                ? found
                : files.baselines().stream()
                        .max(Comparator.comparing(Migration::version))
                        .or(() -> files.inOrder().stream().findFirst());
    }

    /** What a database without history begins with, in place of all versions up to it. */
    private Optional<Migration> baselineToBeginWith(Migration target) {
        return applied.isEmpty()
                ? files.baselines().stream()
                        .filter(one -> one.version().compareTo(target.version()) <= 0)
                        .max(Comparator.comparing(Migration::version))
                : Optional.empty();
    }

    /** The version that the database began with. */
    public Optional<Version> baselineInForce() {
        Stream<Version> byFile =
                files.baselines().stream()
                        .filter(
                                file ->
                                        applied.stream()
                                                .anyMatch(
                                                        one ->
                                                                one.migrationId()
                                                                        .equals(file.stem())))
                        .map(Migration::version);
        Stream<Version> onRecord =
                applied.stream()
                        .filter(AppliedMigration::isBaseline)
                        .flatMap(one -> Version.parse(one.version()).stream());
        return Stream.concat(byFile, onRecord).max(Version::compareTo);
    }

    private boolean isToRepeat(AppliedMigration one) {
        return fileOf(one)
                .filter(Migration::isRepeatable)
                .filter(file -> file.verify(one.checksum()) instanceof ChecksumVerdict.Differs)
                .isPresent();
    }

    /** Empty when it is there no more. */
    public Optional<Migration> fileOf(AppliedMigration one) {
        return files.baselines().stream()
                .filter(file -> file.stem().equals(one.migrationId()))
                .findFirst()
                .or(() -> Version.parse(one.version()).flatMap(files::find));
    }
}
