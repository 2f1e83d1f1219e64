package dev.signalbox.cli.changelog;

import dev.signalbox.sql.migration.Version;
import org.jspecify.annotations.Nullable;

/**
 * Where a changelog begins or ends.
 *
 * @param version null for the beginning, before any migration
 * @param name the release or tag by which it is known; empty without one
 */
public record Bound(@Nullable Version version, String name) {

    static final Bound BEGINNING = new Bound(null, "");

    static Bound of(AppliedVersions.Applied applied) {
        return new Bound(
                applied.version(), applied.release().isEmpty() ? applied.tag() : applied.release());
    }

    String text() {
        return version == null
                ? "the beginning"
                : "version " + version + (name.isEmpty() ? "" : " (" + name + ")");
    }
}
