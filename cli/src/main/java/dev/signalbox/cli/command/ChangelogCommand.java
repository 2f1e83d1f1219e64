package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.changelog.AppliedVersions;
import dev.signalbox.cli.changelog.Bounds;
import dev.signalbox.cli.changelog.Changelog;
import dev.signalbox.cli.changelog.ChangelogMarkdown;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.project.LocalProject;
import dev.signalbox.cli.server.Server;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "changelog",
        header = "What changed between two versions, breaking changes first.",
        description = {
            "Reads the project's files. When a migration was applied, its tag and its release are"
                    + " added where a signalbox that runs can say; none is started for it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox changelog                         since the last release",
            "  signalbox changelog --from 1.0.0 --to 2.0.0",
            "  signalbox changelog kb --from release-41 --output CHANGES.md",
            "  signalbox changelog --format json"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT})
final class ChangelogCommand implements Callable<Integer> {

    /** How a changelog is written. */
    enum Format {
        MARKDOWN,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id; may be left out where there is one.")
    private @Nullable String database;

    @Option(
            names = "--from",
            paramLabel = "V",
            description =
                    "A version, a file's stem, a tag or a release; it is not told itself. Default:"
                            + " the last release, or the beginning; 0 is the beginning.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "V",
            description = "The last one that is told. Default: the latest file.")
    private @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "${COMPLETION-CANDIDATES}. Default: markdown; json with --json.")
    private @Nullable Format format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write it there; a file of that name is replaced.")
    private @Nullable Path output;

    ChangelogCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var project = LocalProject.of(global.around());
        var of = project.database(database);
        var migrations = project.migrations(of);
        var applied = applied(of.id());
        var bounds = new Bounds(migrations, applied);
        var end = bounds.to(to);
        var changelog = Changelog.of(of.id(), migrations, applied, bounds.from(from, end), end);
        // With --json, standard output has one JSON document whatever the file is.
        var asJson =
                format == Format.JSON
                        || (global.console().json() && (format == null || output == null));
        var text =
                asJson ? Json.pretty(changelog.document()) + "\n" : ChangelogMarkdown.of(changelog);
        if (output == null) {
            global.console().raw(text);
        } else {
            write(global.around().folder().resolve(output), text);
        }
        return Exit.DONE;
    }

    private AppliedVersions applied(String id) {
        try {
            var server = global.locator().find();
            if (server.isPresent()) {
                return AppliedVersions.of(
                        server.get().json("/planner/databases/" + Server.encoded(id)));
            }
            notAsked("no signalbox runs here");
        } catch (Failure e) {
            notAsked(e.message());
        }
        return AppliedVersions.UNKNOWN;
    }

    private void notAsked(String why) {
        global.console()
                .note(
                        Line.warning(
                                "What is applied, tagged and released is not known: " + why + "."));
    }

    private void write(Path file, String text) {
        ReportFile.write(file, text);
        var console = global.console();
        if (console.json()) {
            console.document(Map.of("written", file.toString()));
        }
        console.result(Line.good("written  " + file));
    }
}
