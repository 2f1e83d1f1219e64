package dev.signalbox.cli.changelog;

import dev.signalbox.cli.json.Node;
import dev.signalbox.sql.migration.Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database's ledger says of its versions.
 *
 * @param known false where no server could be asked
 * @param applied in the order of their application
 */
public record AppliedVersions(boolean known, List<Applied> applied) {

    public static final AppliedVersions UNKNOWN = new AppliedVersions(false, List.of());

    public AppliedVersions {
        applied = List.copyOf(applied);
    }

    /**
     * @param at as ISO 8601
     * @param tag empty without one
     * @param release empty when the version is none
     */
    public record Applied(
            Version version,
            String at,
            String tag,
            String release,
            String releasedAt,
            String releasedBy) {}

    /**
     * @param status of a database, as the planner shows it
     */
    public static AppliedVersions of(Node status) {
        return new AppliedVersions(
                true, status.items("applied").stream().flatMap(a -> applied(a).stream()).toList());
    }

    private static Optional<Applied> applied(Node node) {
        var release = node.get("release");
        return Version.parse(node.text("version"))
                .map(
                        version ->
                                new Applied(
                                        version,
                                        node.text("appliedAt"),
                                        node.text("tag"),
                                        release.text("name"),
                                        release.text("at"),
                                        release.text("by")));
    }

    Optional<Applied> of(Version version) {
        return applied.stream().filter(a -> a.version().equals(version)).findFirst();
    }

    /** The version that a tag or a release names; a tag first. */
    Optional<Applied> named(String name) {
        return applied.stream()
                .filter(a -> a.tag().equals(name))
                .findFirst()
                .or(() -> applied.stream().filter(a -> a.release().equals(name)).findFirst());
    }

    /** The release of the highest version below another one. */
    Optional<Applied> lastReleaseBelow(@Nullable Version limit) {
        return applied.stream()
                .filter(a -> !a.release().isEmpty())
                .filter(a -> limit == null || a.version().compareTo(limit) < 0)
                .max((a, b) -> a.version().compareTo(b.version()));
    }
}
