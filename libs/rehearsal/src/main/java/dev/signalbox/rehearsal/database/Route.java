package dev.signalbox.rehearsal.database;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.PendingMigrations;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which migrations lead from what a ledger says to a version. */
public final class Route {

    /** What a way down leads to when everything is to be undone. */
    public static final Set<String> NOTHING = Set.of("0", "none");

    private final MigrationSet files;
    private final Ledger ledger;

    public Route(MigrationSet files, Ledger ledger) {
        this.files = files;
        this.ledger = ledger;
    }

    /**
     * A version that there is not.
     *
     * @param message a clause
     * @param remedy a clause, too
     */
    public record Unknown(String message, String remedy) {

        @Override
        public String toString() {
            return message + "; " + remedy;
        }
    }

    /** Why a project has no such version; empty when it has. */
    public static Optional<Unknown> unknown(MigrationSet files, String target) {
        if (target.equals(MigrationSet.LATEST) || files.resolve(target).isPresent()) {
            return Optional.empty();
        }
        var nearest = files.nearest(target);
        return Optional.of(
                new Unknown(
                        "there is no migration '" + target + "'",
                        nearest.isEmpty()
                                ? "give a version, a file's name without .sql, or latest"
                                : "did you mean " + String.join(" or ", nearest) + "?"));
    }

    /** In the order in which they are applied. */
    List<Migration> up(String target) throws MoveFailedException {
        must(unknown(files, target));
        return new PendingMigrations(files, ledger.applied()).to(target);
    }

    /** In the order in which they are undone. */
    List<AppliedMigration> down(String target) throws MoveFailedException {
        var versioned =
                ledger.applied().stream()
                        .filter(a -> parsed(a).filter(v -> !v.isRepeatable()).isPresent())
                        .toList();
        if (NOTHING.contains(target)) {
            return versioned.reversed();
        }
        must(unknown(files, target));
        var kept = files.resolve(target);
        if (kept.isEmpty()
                || versioned.stream()
                        .noneMatch(a -> parsed(a).equals(kept.map(Migration::version)))) {
            throw new MoveFailedException(
                    "the database is not at version "
                            + target
                            + " or above, so that there is no way down to it; in force: "
                            + versioned.stream()
                                    .map(AppliedMigration::migrationId)
                                    .collect(Collectors.joining(", ")));
        }
        var needed =
                files.upTo(kept.get(), List.of()).stream()
                        .map(Migration::stem)
                        .collect(Collectors.toSet());
        return versioned.stream()
                .filter(a -> parsed(a).orElseThrow().compareTo(kept.get().version()) > 0)
                .filter(a -> !needed.contains(a.migrationId()))
                .toList()
                .reversed();
    }

    private static Optional<Version> parsed(AppliedMigration applied) {
        return Version.parse(applied.version());
    }

    private static void must(Optional<Unknown> problem) throws MoveFailedException {
        if (problem.isPresent()) {
            throw new MoveFailedException(problem.get().toString());
        }
    }
}
