package dev.signalbox.planner.domain;

import dev.signalbox.database.foreign.ForeignHistory;
import dev.signalbox.events.Finding;
import dev.signalbox.sql.migration.Migration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What another tool has applied, and would run again: nothing of it was ever on record. */
final class UnadoptedHistory {

    private final Situation situation;
    private final Adoption adoption;

    UnadoptedHistory(Situation situation) {
        this.situation = situation;
        this.adoption = situation.background().adoption();
    }

    /**
     * Why they must not run.
     *
     * @param pending what is about to
     */
    List<Finding> findings(List<Migration> pending) {
        if (situation.options().forced()) {
            return List.of();
        }
        return adoption.histories().stream()
                .filter(history -> !history.entries().isEmpty())
                .flatMap(history -> finding(history, pending).stream())
                .toList();
    }

    private Optional<Finding> finding(ForeignHistory history, List<Migration> pending) {
        if (situation.ledger().applied().isEmpty() && adoption.recorded().isEmpty()) {
            return Optional.of(finding(history, "nothing of that is on record"));
        }
        // One that was adopted and then undone is to run again.
        return applied(history)
                .filter(pending::contains)
                .filter(migration -> !adoption.recorded().contains(migration.stem()))
                .findFirst()
                .map(migration -> finding(history, migration.stem() + " is not on record"));
    }

    private Stream<Migration> applied(ForeignHistory history) {
        return new HistoryMatching(situation.migrations(), history)
                .adoptable().migrations().stream().map(Adoptable.One::migration);
    }

    private Finding finding(ForeignHistory history, String missing) {
        var database = situation.request().database();
        return Finding.error(
                "foreign-history-not-adopted",
                history.table(),
                "%s was migrated by %s, and %s".formatted(database, history.label(), missing),
                "Adopt it first: signalbox adopt %s. --force goes on as if it were not there."
                        .formatted(database));
    }
}
