package dev.signalbox.planner.domain;

import dev.signalbox.database.Replayed;
import dev.signalbox.database.foreign.ForeignHistory;
import java.util.List;
import java.util.Optional;

/**
 * What is known of what other tools did to a database.
 *
 * @param histories that they keep there
 * @param replayed what the files of the migrations make that are to be adopted; empty where that
 *     was not tried
 */
public record Adoption(List<ForeignHistory> histories, Optional<Replayed> replayed) {

    public static final Adoption NONE = new Adoption(List.of(), Optional.empty());

    public Adoption {
        histories = List.copyOf(histories);
    }

    public static Adoption of(List<ForeignHistory> histories) {
        return new Adoption(histories, Optional.empty());
    }

    public Adoption withReplayed(Replayed replay) {
        return new Adoption(histories, Optional.of(replay));
    }
}
