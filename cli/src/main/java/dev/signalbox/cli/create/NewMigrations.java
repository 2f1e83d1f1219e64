package dev.signalbox.cli.create;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.changelog.ScriptReading;
import dev.signalbox.cli.project.FindingNode;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.TouchedTable;
import dev.signalbox.sql.migration.FolderLayout;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationFormat;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.sqlite.DownDraft;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds migrations to a folder. Two that are added at once get two versions. */
public final class NewMigrations {

    private static final int MOST_ATTEMPTS = 100;

    private final Path folder;
    private final Map<String, String> placeholders;
    private final Clock clock;

    /**
     * @param placeholders of the project's settings, by their names
     */
    public NewMigrations(Path folder, Map<String, String> placeholders, Clock clock) {
        this.folder = folder;
        this.placeholders = Map.copyOf(placeholders);
        this.clock = clock;
    }

    /**
     * What somebody wants.
     *
     * @param format null for the folder's own
     * @param sql the statements; null for a template
     * @param sqlFrom what to call their source in a message
     */
    public record Wish(
            String name,
            MigrationType type,
            boolean breaking,
            String author,
            @Nullable MigrationFormat format,
            @Nullable String sql,
            String sqlFrom) {}

    /**
     * What was made.
     *
     * @param down what undoes it, as far as that follows; empty for a template
     * @param downIsWritten the format has a place for it
     * @param breaking why it breaks others, found in the statements
     */
    public record Created(
            MigrationFormat format,
            String version,
            List<Path> files,
            DownDraft down,
            boolean downIsWritten,
            List<String> breaking) {}

    /**
     * @throws Failure when it cannot be told how the project writes migrations, or what is wanted
     *     is no migration there; nothing is then written
     */
    public Created create(Wish wish) throws IOException {
        var format = format(wish, layout());
        var given = wish.sql() == null ? null : GivenSql.of(wish.sql(), wish.sqlFrom());
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var layout = layout();
            var migration = migration(wish, given, layout, format);
            var writer = new FormatFiles(format, layout.undoFiles());
            var files = writer.of(migration);
            if (given != null) {
                check(files, format);
            }
            try (var slot = VersionSlot.take(folder, migration.version())) {
                if (isStillNext(migration.version(), layout())) {
                    return new Created(
                            format,
                            migration.version(),
                            slot.write(files),
                            migration.down(),
                            writer.holdsDown(),
                            breaking(given));
                }
            } catch (FileAlreadyExistsException e) {
                // Somebody else has this version; the next attempt sees theirs.
                Thread.onSpinWait();
            }
        }
        throw new Failure(
                Exit.FAILED,
                "No version was free in " + folder + " in " + MOST_ATTEMPTS + " attempts",
                "See whether files like .004.creating were left there; remove them.");
    }

    private static boolean isStillNext(String version, FolderLayout layout) {
        return layout.names().stream().noneMatch(n -> n.written().equals(version));
    }

    private FolderLayout layout() {
        var layout = FolderLayout.of(folder);
        if (!layout.findings().isEmpty()) {
            throw new Failure(
                    Exit.FINDINGS,
                    "It cannot be told how migrations are written in " + folder,
                    "",
                    layout.findings().stream().map(FindingNode::of).toList(),
                    null);
        }
        return layout;
    }

    private MigrationFormat format(Wish wish, FolderLayout layout) {
        var present = layout.format();
        if (present == MigrationFormat.LIQUIBASE && layout.isFree()) {
            throw Failure.usage(
                    "The changelog in " + folder + " is one file without a number",
                    "Add the changeset to it, or name the file like 001-changelog.sql, so that a"
                            + " second one has its place.");
        }
        if (wish.format() == null || wish.format() == present) {
            return present;
        }
        if (!layout.isFree()) {
            throw Failure.usage(
                    "The migrations in %s are %s, and a folder has one format"
                            .formatted(folder, present.title()),
                    "Leave out --format.");
        }
        return wish.format();
    }

    private NewMigration migration(
            Wish wish, @Nullable GivenSql given, FolderLayout layout, MigrationFormat format) {
        var statements = given == null ? List.<SqlStatement>of() : given.statements();
        var breaking = wish.breaking() || !breaking(given).isEmpty();
        return new NewMigration(
                new VersionStyle(layout, clock.instant()).next(format, breaking),
                FileWords.of(wish.name(), layout),
                wish.name(),
                wish.author().isBlank() ? "unknown" : wish.author(),
                clock.instant(),
                wish.type(),
                breaking,
                TouchedTable.allOf(statements),
                given == null ? wish.type().upExample() : given.text(),
                DownDraft.of(statements),
                given != null);
    }

    private static List<String> breaking(@Nullable GivenSql given) {
        return given == null ? List.of() : ScriptReading.of(given.statements()).breaking();
    }

    /** Read as they will be read, so that what is written is what was meant. */
    private void check(List<NewFile> files, MigrationFormat format) {
        var outcome =
                new MigrationLoader()
                        .read(files.stream().map(NewFile::source).toList(), placeholders);
        switch (outcome) {
            case LoadOutcome.Refused refused ->
                    throw new Failure(
                            Exit.FINDINGS,
                            "This would be no migration; nothing was written",
                            "",
                            refused.findings().stream().map(FindingNode::of).toList(),
                            null);
            case LoadOutcome.Loaded loaded -> {
                if (loaded.format() != format || loaded.migrations().inOrder().size() != 1) {
                    throw Failure.usage(
                            "What is given has markers of its own, and would be read as "
                                    + loaded.format().title(),
                            "Give the statements of UP alone; nothing was written.");
                }
            }
        }
    }
}
