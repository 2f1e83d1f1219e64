package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.sql.ChecksumVerdict;
import dev.signalbox.sql.migration.Migration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What speaks against undoing a migration; what is forced is only warned of. */
final class DownwardCheck {

    private final Situation situation;
    private final AppliedFiles files;

    DownwardCheck(Situation situation) {
        this.situation = situation;
        this.files = new AppliedFiles(situation);
    }

    Stream<Finding> findings(Downward one) {
        var migration = one.migration();
        return migration == null || !migration.isReversible()
                ? Stream.of(missingDown(one.applied().migrationId(), migration))
                : Stream.concat(otherText(one, migration).stream(), failure(one).stream());
    }

    private Finding missingDown(String id, @Nullable Migration migration) {
        var what = migration == null ? "There is no file for " + id : id + " has no DOWN section";
        return situation.options().forced()
                ? Finding.warning(
                        "taken-off-the-record",
                        id,
                        what + ", so it is only taken off the record",
                        "Its tables and rows stay; --force was given.")
                : Finding.error("missing-down", id, what, alternatives(migration));
    }

    private String alternatives(@Nullable Migration migration) {
        var snapshot =
                situation.background().manifests().stream()
                        .findFirst()
                        .map(
                                m ->
                                        "restore the snapshot %s of %s, version %s (signalbox restore %s)"
                                                .formatted(
                                                        m.snapshot(),
                                                        m.takenAt(),
                                                        m.version() == null ? "none" : m.version(),
                                                        m.snapshot()))
                        .orElse("take a snapshot before, next time");
        return "%s; or %s; or --force takes it off the record and leaves its tables."
                .formatted(
                        migration == null ? "Put the file back" : "Write a DOWN section", snapshot);
    }

    private Optional<Finding> otherText(Downward one, Migration migration) {
        var id = one.applied().migrationId();
        if (files.of(one.applied()).isEmpty()) {
            return Optional.of(
                    Finding.warning(
                            "file-missing",
                            id,
                            "The file of " + id + " is missing; the text that was applied is used",
                            "Put the file back."));
        }
        return migration.verify(one.applied().checksum()) instanceof ChecksumVerdict.Differs
                ? Optional.of(
                        Finding.warning(
                                "applied-file-changed",
                                migration.fileName(),
                                migration.fileName()
                                        + " was changed since it was applied; its DOWN section is"
                                        + " run as it is now",
                                "signalbox repair shows what was changed."))
                : Optional.empty();
    }

    private Optional<Finding> failure(Downward one) {
        var id = one.applied().migrationId();
        var tried = situation.background().tried().get(id);
        if (tried == null || tried.failure() == null) {
            return Optional.empty();
        }
        var what = "The DOWN section of %s fails on a copy: %s".formatted(id, tried.failure());
        return Optional.of(
                situation.options().forced()
                        ? Finding.warning("down-fails", id, what, "Tried all the same.")
                        : Finding.error(
                                "down-fails",
                                id,
                                what,
                                "Mend the DOWN section, or restore a snapshot: signalbox backup"
                                        + " list."));
    }
}
