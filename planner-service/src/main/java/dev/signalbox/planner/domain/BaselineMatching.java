package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.planner.domain.Adoptable.One;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.List;

/** Which files a database without a history is thought to have had. */
final class BaselineMatching {

    private final Situation situation;
    private final String wanted;

    BaselineMatching(Situation situation, String wanted) {
        this.situation = situation;
        this.wanted = wanted;
    }

    Adoptable adoptable() {
        var files = situation.migrations();
        var file = files.resolve(wanted);
        if (file.isPresent()) {
            return new Adoptable(
                    "the baseline " + file.get().version(),
                    upTo(files, file.get().version()),
                    null,
                    List.of(),
                    List.of());
        }
        return Version.parse(wanted)
                .map(this::withoutFile)
                .orElseGet(
                        () ->
                                Adoptable.refused(
                                        Forward.unknown(situation, "goal.adopt.baseline", wanted)));
    }

    private static List<One> upTo(MigrationSet files, Version version) {
        return files.inOrder().stream()
                .filter(one -> one.version().compareTo(version) <= 0)
                .map(one -> new One(one, null, null))
                .toList();
    }

    /** What was before has no files, or only files that are as if they had never been. */
    private Adoptable withoutFile(Version version) {
        return new Adoptable(
                "the baseline " + version,
                List.of(),
                version.toString(),
                List.of(),
                situation.migrations().inOrder().stream()
                        .filter(one -> one.version().compareTo(version) < 0)
                        .map(
                                one ->
                                        Finding.warning(
                                                "below-baseline",
                                                one.fileName(),
                                                "%s is below the baseline %s, and never runs"
                                                        .formatted(one.fileName(), version),
                                                "If it is not in place, take a lower baseline."))
                        .toList());
    }
}
