package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.sql.Nearest;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The migration that a forward target means: a version or a file's stem, else a tag of the
 * database, else one of another database that has the same files.
 */
final class ForwardTarget {

    private static final String WHERE = "goal.migrateTo";

    private final Situation situation;
    private final String wanted;
    private final KnownNames names;

    ForwardTarget(Situation situation, String wanted) {
        this.situation = situation;
        this.wanted = wanted;
        this.names = situation.background().names();
    }

    Optional<Migration> migration() {
        return situation
                .migrations()
                .resolve(wanted)
                .or(() -> isAmbiguous() ? Optional.empty() : taggedVersion().flatMap(this::file));
    }

    private Optional<Migration> file(String version) {
        return Version.parse(version).flatMap(situation.migrations()::find);
    }

    private Optional<String> taggedVersion() {
        return names.tagged(wanted)
                .map(l -> l.version())
                .or(() -> names.elsewhere().stream().findFirst().map(e -> e.version()));
    }

    private boolean isAmbiguous() {
        var elsewhere = names.elsewhere();
        return names.tagged(wanted).isEmpty()
                && elsewhere.stream().anyMatch(e -> !e.isSame(elsewhere.getFirst()));
    }

    /** Which tag it was, if it was one; the beginning of a sentence's end. */
    String said() {
        if (situation.migrations().resolve(wanted).isPresent()) {
            return "";
        }
        if (names.tagged(wanted).isPresent()) {
            return ", tagged '" + wanted + "'";
        }
        return names.elsewhere().isEmpty()
                ? ""
                : ", which %s has tagged '%s'"
                        .formatted(names.elsewhere().getFirst().database(), wanted);
    }

    /** Why there is no migration to go to. */
    Finding unknown() {
        if (isAmbiguous()) {
            return Finding.error(
                    "ambiguous-tag",
                    WHERE,
                    "'%s' names different versions: %s".formatted(wanted, places()),
                    "Give the version that is meant.");
        }
        var version = taggedVersion();
        if (version.isPresent()) {
            return Finding.error(
                    "tag-without-file",
                    WHERE,
                    "'%s' is version %s, and there is no file for that version"
                            .formatted(wanted, version.get()),
                    "Check out the files that were tagged, or give another target.");
        }
        var known = Forward.unknown(situation, WHERE, wanted);
        var nearest = new ArrayList<>(Nearest.to(wanted, names.tags(), 3));
        nearest.addAll(situation.migrations().nearest(wanted));
        var remedy =
                nearest.isEmpty()
                        ? String.valueOf(known.remedy())
                        : "Did you mean "
                                + nearest.stream().limit(3).collect(Collectors.joining(" or "))
                                + "?";
        return Finding.error(known.code(), WHERE, known.message() + notAsked(), remedy);
    }

    private String places() {
        return names.elsewhere().stream()
                .map(e -> e.version() + " on " + e.database())
                .collect(Collectors.joining(", "));
    }

    private String notAsked() {
        List<String> unread = names.unread();
        return unread.isEmpty()
                ? ""
                : ", and %s, which could know it as a tag, cannot be read"
                        .formatted(String.join(", ", unread));
    }
}
