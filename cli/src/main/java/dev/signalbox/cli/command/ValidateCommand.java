package dev.signalbox.cli.command;

import dev.signalbox.analysis.source.Severity;
import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.VerificationText;
import dev.signalbox.cli.validate.Format;
import dev.signalbox.cli.validate.GithubReport;
import dev.signalbox.cli.validate.GitlabReport;
import dev.signalbox.cli.validate.JsonReport;
import dev.signalbox.cli.validate.Report;
import dev.signalbox.cli.validate.SarifReport;
import dev.signalbox.cli.validate.TextReport;
import dev.signalbox.cli.validate.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        header = "Check migration files: what SQLite says of them, and what the rules find.",
        description = {
            "Needs no server and no database: every UP section is run by SQLite on an empty"
                    + " database in memory, every DOWN section after it. With a database named,"
                    + " that is verified as well, as by verify."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox validate",
            "  signalbox validate db/migrations --format github",
            "  signalbox validate kb --fix",
            "  signalbox validate --format sarif --output signalbox.sarif"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing but warnings and information",
            Exit.USAGE_TEXT,
            "3:there are errors; they are named",
            Exit.UNREACHABLE_TEXT
        })
final class ValidateCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database-or-folder",
            description =
                    "A database of signalbox.yml, a project's folder, or a folder of migrations."
                            + " Default: the files of all databases.")
    private @Nullable String operand;

    @Option(
            names = "--fix",
            description =
                    "Change the files where a rule knows how, for errors and warnings; with a"
                            + " database named, none of a migration that was applied.")
    private boolean fix;

    @Option(
            names = "--format",
            paramLabel = "F",
            description = Format.NAMES + ". Default: text; with --json json.")
    private @Nullable String format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report into this file.")
    private @Nullable Path output;

    ValidateCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() throws IOException {
        var wanted = format();
        var targets = ValidateTargets.of(operand, global.around());
        var validation = new Validation(global.around().folder(), targets.levels());
        var name = targets.database();
        var database = name == null ? null : new Named(global.server(), name);
        var applied = database == null || !fix ? Set.<String>of() : database.applied();
        for (var folder : targets.folders()) {
            if (fix) {
                validation.fix(folder, applied);
            } else {
                validation.check(folder);
            }
        }
        if (database != null) {
            validation.add(database.verification());
        }
        var report = validation.report();
        print(report, wanted);
        return hasErrors(report) ? Exit.FINDINGS : Exit.DONE;
    }

    private static boolean hasErrors(Report report) {
        return report.count(Severity.ERROR) > 0
                || report.verifications().stream().anyMatch(VerificationText::hasFindings);
    }

    private Format format() {
        if (format == null) {
            return global.console().json() ? Format.JSON : Format.TEXT;
        }
        var wanted = Format.of(format);
        if (global.console().json() && wanted != Format.JSON) {
            throw Failure.usage(
                    "--json and --format " + format + " contradict each other",
                    "Give one of them.");
        }
        return wanted;
    }

    private void print(Report report, Format wanted) throws IOException {
        if (output != null) {
            ReportFile.write(global.around().folder().resolve(output), text(report, wanted));
            global.console().note(TextReport.sum(report));
        } else if (wanted == Format.TEXT) {
            global.console().results(TextReport.lines(report));
        } else {
            global.console().raw(text(report, wanted));
            if (wanted == Format.GITHUB) {
                global.console().note(TextReport.sum(report));
            }
        }
    }

    private static String text(Report report, Format wanted) {
        return switch (wanted) {
            case TEXT ->
                    TextReport.lines(report).stream()
                            .map(Line::text)
                            .collect(Collectors.joining("\n", "", "\n"));
            case JSON -> Json.pretty(JsonReport.document(report)) + "\n";
            case SARIF -> SarifReport.text(report, VersionCommand.own());
            case GITHUB -> GithubReport.text(report);
            case GITLAB -> GitlabReport.text(report);
        };
    }

    /** The database that is named, at its server. */
    private record Named(Server server, String id) {

        Node verification() {
            return server.json(path() + "/verify");
        }

        /** By file stem, which is what the ledger has. */
        Set<String> applied() {
            return server.json(path()).items("applied").stream()
                    .map(migration -> migration.text("migration"))
                    .collect(Collectors.toSet());
        }

        private String path() {
            return "/planner/databases/" + Server.encoded(id);
        }
    }
}
