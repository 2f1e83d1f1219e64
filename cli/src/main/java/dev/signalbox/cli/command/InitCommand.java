package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.project.FindingNode;
import dev.signalbox.cli.project.NewProject;
import dev.signalbox.settings.LoadedOrRefused.Loaded;
import dev.signalbox.settings.LoadedOrRefused.Refused;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        header = "Make a folder a signalbox project: write signalbox.yml.",
        description = {
            "Recognises DATABASE_URL, NODE_ENV, .env, migration.config.yml, a SQLite file and the"
                    + " usual folders of migrations. Nothing is overwritten, no database touched."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox init",
            "  DATABASE_URL=sqlite:./data/app.db signalbox init services/app"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, "2:signalbox.yml is there already, or something is wrong"})
final class InitCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(arity = "0..1", paramLabel = "folder", description = "Default: this one.")
    private @Nullable Path folder;

    InitCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() throws IOException {
        var here = global.around().folder();
        var place = (folder == null ? here : here.resolve(folder)).toAbsolutePath().normalize();
        var project = new NewProject(place, global.around().environment());
        if (project.hasSettings()) {
            throw Failure.usage(
                    Settings.FILE_NAME + " is there already in " + place + " and was left as it is",
                    "Edit it, or see where its databases stand: signalbox status");
        }
        return switch (project.recognise()) {
            case Loaded(var settings) -> {
                report(settings, made(project, settings, place));
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

    private static List<String> made(NewProject project, Settings settings, Path place) {
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

    private void report(Settings settings, List<String> made) {
        var console = global.console();
        if (console.json()) {
            console.document(Map.of("made", made, "databases", settings.databases().keySet()));
        }
        made.forEach(m -> console.result(Line.good("made  " + m)));
        var database = settings.databases().values().iterator().next();
        console.result(Line.plain(""));
        console.result(Line.plain("Next:"));
        console.result(
                Line.plain(
                        "  put a first migration into "
                                + database.migrations()
                                + ", such as 001_first.sql:"));
        for (var line :
                List.of(
                        "    -- @metadata { \"description\": \"a first table\" }",
                        "    -- UP",
                        "    CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);",
                        "    -- DOWN",
                        "    DROP TABLE notes;")) {
            console.result(Line.faint(line));
        }
        console.result(Line.plain("  signalbox plan    shows what it would do"));
        console.result(Line.plain("  signalbox up      does it"));
    }
}
