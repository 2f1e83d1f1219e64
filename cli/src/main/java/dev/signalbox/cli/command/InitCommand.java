package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.Surroundings;
import dev.signalbox.cli.init.NewProject;
import dev.signalbox.cli.project.FindingNode;
import dev.signalbox.settings.LoadedOrRefused.Loaded;
import dev.signalbox.settings.LoadedOrRefused.Refused;
import dev.signalbox.settings.Settings;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        header = "Make a folder a signalbox project: write signalbox.yml.",
        description = {
            "Recognises DATABASE_URL and the like, .env, migration.config.yml, the settings of"
                    + " Flyway, Spring, Quarkus, Prisma, Diesel, dbmate and goose, a SQLite file, and"
                    + " folders of migrations in every format that is read; says what and why.",
            "In a git repository, adds a hook that validates before a commit, and a job for GitHub"
                    + " or GitLab. Nothing is overwritten, no secret copied, no database changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox init",
            "  signalbox init --baseline 12        a database that was migrated by hand so far",
            "  DATABASE_URL=sqlite:./data/app.db signalbox init services/app"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, "2:signalbox.yml is there already, or something is wrong"})
final class InitCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(arity = "0..1", paramLabel = "folder", description = "Default: this one.")
    private @Nullable Path folder;

    @Option(
            names = "--baseline",
            paramLabel = "V",
            description =
                    "The last migration that the database has already; says how it goes on record.")
    private @Nullable String baseline;

    InitCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() throws IOException {
        var here = global.around().folder();
        var place = (folder == null ? here : here.resolve(folder)).toAbsolutePath().normalize();
        if (Files.exists(place.resolve(Settings.FILE_NAME))) {
            throw Failure.usage(
                    Settings.FILE_NAME + " is there already in " + place + " and was left as it is",
                    "Edit it, or see where its databases stand: signalbox status");
        }
        var project =
                NewProject.of(
                        place,
                        global.around().environment(),
                        Surroundings.home().resolve("signalbox"));
        return switch (project.settings()) {
            case Loaded(var settings) -> {
                checkBaseline(settings);
                report(project, settings, written(project, settings, place));
                yield Exit.DONE;
            }
            case Refused(var findings) ->
                    throw new Failure(
                            Exit.USAGE,
                            "What is in " + place + " cannot become a " + Settings.FILE_NAME,
                            "Nothing was written.",
                            findings.stream().map(FindingNode::of).toList(),
                            null);
        };
    }

    /** A version that is no migration's is a typing mistake more often than not. */
    private void checkBaseline(Settings settings) {
        if (baseline == null) {
            return;
        }
        var database = settings.databases().values().iterator().next();
        if (new MigrationLoader().readFolder(database.migrations())
                        instanceof LoadOutcome.Loaded loaded
                && loaded.migrations().resolve(baseline).isEmpty()) {
            throw Failure.usage(
                    "There is no migration '" + baseline + "' in " + database.migrations(),
                    "Give the last one that the database has: its version or its file's name."
                            + " Nothing was written.");
        }
    }

    private static NewProject.Written written(NewProject project, Settings settings, Path place) {
        try {
            return project.write(settings);
        } catch (IOException e) {
            throw new Failure(
                    Exit.USAGE,
                    "The project cannot be written to " + place + ": " + e,
                    "Make the folder writable for this user.",
                    List.of(),
                    e);
        }
    }

    private void report(NewProject project, Settings settings, NewProject.Written written) {
        var console = global.console();
        var histories = project.histories(settings);
        var next = next(project, settings, !histories.isEmpty());
        if (console.json()) {
            var document = new LinkedHashMap<String, Object>();
            document.put("recognised", project.recognised());
            document.put("histories", histories);
            document.put("made", written.made());
            document.put("byHand", written.byHand());
            document.put("databases", settings.databases().keySet());
            document.put("next", next);
            console.document(document);
        }
        project.recognised().forEach(l -> console.result(Line.plain("found  " + l)));
        histories.forEach(l -> console.result(Line.plain("found  " + l)));
        written.made().forEach(m -> console.result(Line.good("made  " + m)));
        written.byHand().forEach(m -> console.result(Line.warning(m)));
        console.result(Line.plain(""));
        console.result(Line.plain("Next:"));
        next.forEach(n -> console.result(Line.plain("  " + n)));
    }

    private List<String> next(NewProject project, Settings settings, boolean hasHistory) {
        var id = settings.databases().keySet().iterator().next();
        var next = new ArrayList<String>();
        if (!project.hasMigrations()) {
            next.add("signalbox create 'a first table'    writes a first migration");
        }
        if (baseline != null) {
            next.add(
                    "signalbox adopt %s --baseline %s    takes what is up to it for applied"
                            .formatted(id, baseline));
        } else if (hasHistory) {
            next.add(
                    "signalbox adopt %s --dry-run    shows what its history means here"
                            .formatted(id));
            next.add("signalbox adopt %s    puts it on record; nothing runs".formatted(id));
        }
        next.add("signalbox plan    shows what it would do");
        next.add("signalbox up      does it");
        return next;
    }
}
