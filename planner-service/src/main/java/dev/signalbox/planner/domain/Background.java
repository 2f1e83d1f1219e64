package dev.signalbox.planner.domain;

import dev.signalbox.database.TriedRevert;
import dev.signalbox.events.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only some goals need to know.
 *
 * @param manifests of the database's snapshots, the newest first
 * @param file what is to be restored, where a file is
 * @param unreadable why the database cannot be read; null when it can
 * @param taggedVersion the version that the wanted tag names
 * @param tried what DOWN sections do, by their migrations' ids
 * @param asApplied the migrations as they were applied, by their migrations' ids
 * @param names tags and releases
 * @param adoption what is known of other tools
 * @param orders what the orders make in which migrations could be applied; empty where that was not
 *     tried
 */
public record Background(
        List<Manifest> manifests,
        Optional<FileFacts> file,
        @Nullable String unreadable,
        Optional<String> taggedVersion,
        Map<String, TriedRevert> tried,
        Map<String, AsApplied> asApplied,
        KnownNames names,
        Adoption adoption,
        Optional<LateMigrations.Tried> orders) {

    public static final Background NONE =
            new Background(List.of(), Optional.empty(), null, Optional.empty(), Map.of(), Map.of());

    public Background {
        manifests = List.copyOf(manifests);
        tried = Map.copyOf(tried);
        asApplied = Map.copyOf(asApplied);
    }

    /** Where neither names nor other tools matter. */
    public Background(
            List<Manifest> manifests,
            Optional<FileFacts> file,
            @Nullable String unreadable,
            Optional<String> taggedVersion,
            Map<String, TriedRevert> tried,
            Map<String, AsApplied> asApplied) {
        this(
                manifests,
                file,
                unreadable,
                taggedVersion,
                tried,
                asApplied,
                KnownNames.NONE,
                Adoption.NONE,
                Optional.empty());
    }

    public Background withTried(Map<String, TriedRevert> trials) {
        return new Background(
                manifests,
                file,
                unreadable,
                taggedVersion,
                trials,
                asApplied,
                names,
                adoption,
                orders);
    }

    public Background withNames(KnownNames known) {
        return new Background(
                manifests,
                file,
                unreadable,
                taggedVersion,
                tried,
                asApplied,
                known,
                adoption,
                orders);
    }

    public Background with(LateMigrations.Tried tried) {
        return new Background(
                manifests,
                file,
                unreadable,
                taggedVersion,
                this.tried,
                asApplied,
                names,
                adoption,
                Optional.of(tried));
    }

    public Background with(Adoption other) {
        return new Background(
                manifests, file, unreadable, taggedVersion, tried, asApplied, names, other, orders);
    }

    /**
     * A database file that is to be restored.
     *
     * @param path absolute
     * @param problem why it cannot be; null when it can
     */
    public record FileFacts(
            String path,
            String sha256,
            String fingerprint,
            @Nullable String version,
            Map<String, Long> rows,
            @Nullable String problem) {}
}
