package dev.signalbox.planner.work;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.Replayed;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.TriedRevert;
import dev.signalbox.database.sqlite.FileContents;
import dev.signalbox.events.Goal;
import dev.signalbox.planner.domain.Adopting;
import dev.signalbox.planner.domain.Adoption;
import dev.signalbox.planner.domain.Back;
import dev.signalbox.planner.domain.Background;
import dev.signalbox.planner.domain.Background.FileFacts;
import dev.signalbox.planner.domain.Downward;
import dev.signalbox.planner.domain.LateMigrations;
import dev.signalbox.planner.domain.Situation;
import dev.signalbox.planner.store.ManifestStore;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.migration.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at what only some goals need: snapshots, files, earlier plans, and trials on a copy. */
final class Backgrounds {

    private final ObservedDatabases databases;
    private final PlanStore plans;
    private final ManifestStore manifests;
    private final ScratchFolder scratch;

    Backgrounds(
            ObservedDatabases databases,
            PlanStore plans,
            ManifestStore manifests,
            ScratchFolder scratch) {
        this.databases = databases;
        this.plans = plans;
        this.manifests = manifests;
        this.scratch = scratch;
    }

    /**
     * @param unreadable why the database cannot be read; null when it can
     */
    Background of(
            PlanStore.Requested requested,
            Optional<DatabaseReader> reader,
            List<AppliedMigration> applied,
            @Nullable String unreadable) {
        return switch (requested.request().goal()) {
            case Goal.MigrateTo goal -> Background.NONE.with(histories(reader));
            case Goal.MarkApplied goal -> Background.NONE;
            case Goal.Tag goal -> Background.NONE;
            case Goal.Release goal -> Background.NONE;
            case Goal.Transform goal -> Background.NONE;
            case Goal.Adopt goal -> Background.NONE.with(histories(reader));
            case Goal.Repair goal ->
                    new Background(
                            List.of(),
                            Optional.empty(),
                            unreadable,
                            Optional.empty(),
                            Map.of(),
                            new AppliedTexts(plans).of(applied));
            case Goal.RevertTo goal -> {
                var tag = goal.tag();
                yield new Background(
                        manifests.of(requested.request().database()),
                        Optional.empty(),
                        unreadable,
                        tag == null ? Optional.empty() : reader.flatMap(r -> r.versionOfTag(tag)),
                        Map.of(),
                        new AppliedTexts(plans).of(applied));
            }
            case Goal.RestoreTo goal ->
                    new Background(
                            manifests.of(requested.request().database()),
                            // Whoever is only claimed is refused, and must not have files looked
                            // at.
                            Optional.ofNullable(goal.file())
                                    .filter(f -> requested.authenticated())
                                    .map(this::facts),
                            unreadable,
                            Optional.empty(),
                            Map.of(),
                            Map.of());
        };
    }

    private static Adoption histories(Optional<DatabaseReader> reader) {
        return reader.map(r -> Adoption.of(r.foreignHistories(), r.everApplied()))
                .orElse(Adoption.NONE);
    }

    /** What the files make that are to be adopted, if that is to be known. */
    Adoption replayed(Situation situation, DatabaseSettings database) {
        var adoption = situation.background().adoption();
        if (!(situation.request().goal() instanceof Goal.Adopt goal)) {
            return adoption;
        }
        return adoption.withReplayed(
                replay(situation, Adopting.toReplay(situation, goal), database));
    }

    /** The same, and what the orders make in which late migrations could be applied. */
    Background withOrders(Background background, Situation situation, DatabaseSettings database) {
        return situation.request().goal() instanceof Goal.MigrateTo goal
                ? LateMigrations.toTry(situation, goal)
                        .map(
                                orders ->
                                        background.with(
                                                new LateMigrations.Tried(
                                                        replay(
                                                                situation,
                                                                orders.asItGoes(),
                                                                database),
                                                        replay(
                                                                situation,
                                                                orders.byVersion(),
                                                                database))))
                        .orElse(background)
                : background;
    }

    private Replayed replay(
            Situation situation, List<Migration> migrations, DatabaseSettings database) {
        return databases.replay(
                database,
                migrations.stream().map(migration -> toReplay(situation, migration)).toList(),
                scratch.path());
    }

    private static MigrationToApply toReplay(Situation situation, Migration migration) {
        return MigrationToApply.of(migration, null, trial(situation));
    }

    private static RunContext trial(Situation situation) {
        return new RunContext(
                situation.plan().toString(), "", "", situation.actor().id(), "planner");
    }

    /** What the DOWN sections do, each tried after those before it. */
    Map<String, TriedRevert> tried(Situation situation, DatabaseSettings database) {
        if (!(situation.request().goal() instanceof Goal.RevertTo goal)) {
            return Map.of();
        }
        var downwards = Back.toTry(situation, goal);
        if (downwards.isEmpty()) {
            return Map.of();
        }
        var tried = new LinkedHashMap<String, TriedRevert>();
        try (var copy = databases.scratchCopy(database, scratch.path())) {
            for (var one : downwards) {
                var trial = copy.tryRevert(toRevert(situation, one));
                tried.put(one.applied().migrationId(), trial);
                if (trial.failure() != null) {
                    break;
                }
            }
        }
        return tried;
    }

    private static MigrationToRevert toRevert(Situation situation, Downward one) {
        var migration = one.migration();
        if (migration == null) {
            throw new IllegalStateException("Nothing to try of " + one.applied().migrationId());
        }
        return new MigrationToRevert(
                one.applied().migrationId(),
                one.applied().name(),
                one.applied().version(),
                migration.down().foreignKeys(),
                migration.down().statements(),
                null,
                situation.request().reason(),
                trial(situation));
    }

    private FileFacts facts(String given) {
        Path path;
        try {
            path = databases.folder().resolve(given).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return broken(given, "it is no possible path");
        }
        if (!Files.isRegularFile(path)) {
            return broken(path.toString(), "there is no such file");
        }
        try {
            var wal = path.resolveSibling(path.getFileName() + "-wal");
            if (Files.exists(wal) && Files.size(wal) > 0) {
                return broken(
                        path.toString(),
                        "it is in use, or was not closed: "
                                + wal.getFileName()
                                + " beside it holds"
                                + " changes");
            }
            var contents = FileContents.of(path);
            return new FileFacts(
                    path.toString(),
                    sha256(path),
                    contents.fingerprint().toString(),
                    contents.version().orElse(null),
                    contents.rows(),
                    contents.integrityProblems().isEmpty()
                            ? null
                            : contents.integrityProblems().getFirst());
        } catch (DatabaseException e) {
            return broken(path.toString(), e.problem());
        } catch (IOException e) {
            return broken(path.toString(), e.toString());
        }
    }

    private static FileFacts broken(String path, String problem) {
        return new FileFacts(path, "", "", null, Map.of(), problem);
    }

    private static String sha256(Path path) throws IOException {
        var digest = Checksum.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
