package dev.signalbox.planner.domain;

import dev.signalbox.database.VersionLabel;
import dev.signalbox.sql.migration.Version;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Tags and releases, where a goal asks for one or gives one.
 *
 * @param own of the database itself
 * @param elsewhere the versions that other databases with the same files have under the target's
 *     name
 * @param unread databases with the same files that could not be asked
 */
public record KnownNames(
        List<VersionLabel> own, List<TaggedElsewhere> elsewhere, List<String> unread) {

    public static final KnownNames NONE = new KnownNames(List.of(), List.of(), List.of());

    public KnownNames {
        own = List.copyOf(own);
        elsewhere = List.copyOf(elsewhere);
        unread = List.copyOf(unread);
    }

    /**
     * @param database whose ledger has the tag
     */
    public record TaggedElsewhere(String database, String version) {

        boolean isSame(TaggedElsewhere other) {
            return Version.parse(version).equals(Version.parse(other.version));
        }
    }

    Optional<VersionLabel> tagged(String tag) {
        return own.stream().filter(l -> tag.equals(l.tag())).findFirst();
    }

    Optional<VersionLabel> released(String name) {
        return own.stream().filter(l -> name.equals(l.release())).findFirst();
    }

    Optional<VersionLabel> of(String version) {
        return own.stream().filter(l -> l.version().equals(version)).findFirst();
    }

    List<String> tags() {
        return own.stream().map(VersionLabel::tag).filter(Objects::nonNull).toList();
    }
}
