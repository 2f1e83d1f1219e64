package dev.signalbox.planner.domain;

import dev.signalbox.database.Replayed;
import dev.signalbox.database.foreign.ForeignHistory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of what other tools did to a database.
 *
 * @param histories that they keep there
 * @param recorded the ids of all migrations that were ever on record as applied, undone since or
 *     not
 * @param replayed what the files of the migrations make that are to be adopted; empty where that
 *     was not tried
 */
public record Adoption(
        List<ForeignHistory> histories, Set<String> recorded, Optional<Replayed> replayed) {

    public static final Adoption NONE = new Adoption(List.of(), Set.of(), Optional.empty());

    public Adoption {
        histories = List.copyOf(histories);
        recorded = Set.copyOf(recorded);
    }

    public static Adoption of(List<ForeignHistory> histories, Set<String> recorded) {
        return new Adoption(histories, recorded, Optional.empty());
    }

    public Adoption withReplayed(Replayed replay) {
        return new Adoption(histories, recorded, Optional.of(replay));
    }
}
