package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.project.FindingNode;
import dev.signalbox.cli.project.ProjectToRehearse;
import dev.signalbox.cli.scenario.ReportFormat;
import dev.signalbox.cli.scenario.TestJson;
import dev.signalbox.cli.scenario.TestJunit;
import dev.signalbox.cli.scenario.TestReport;
import dev.signalbox.cli.scenario.TestText;
import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.rehearsal.scenario.ScenarioResult;
import dev.signalbox.rehearsal.scenario.Selection;
import dev.signalbox.rehearsal.scenario.SuiteRunner;
import dev.signalbox.rehearsal.suite.ReadSuites;
import dev.signalbox.rehearsal.suite.Scenario;
import dev.signalbox.rehearsal.suite.Suite;
import dev.signalbox.rehearsal.suite.SuiteReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        header = "Run the tests of migrations on databases that are thrown away.",
        description = {
            "Needs no server and touches no database: every scenario of the folder tests/ beside the"
                    + " migrations gets a database of its own, in TMPDIR, which is gone afterwards."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox test",
            "  signalbox test --suite mvp1_to_mvp2",
            "  signalbox test kb --tag performance --report target/migrations.xml",
            "  signalbox test --scenario keeps-entries",
            "  signalbox test --list"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every scenario that ran passed",
            Exit.USAGE_TEXT,
            "3:scenarios failed, or migrations or suites are not in order",
            Exit.INTERRUPTED_TEXT
        })
final class TestCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "A database of signalbox.yml. Default: the only one.")
    private @Nullable String database;

    @Option(
            names = "--suite",
            paramLabel = "S",
            split = ",",
            description = "Only this suite. May be given several times.")
    private Set<String> suites = Set.of();

    @Option(
            names = "--tag",
            paramLabel = "T",
            split = ",",
            description =
                    "Only scenarios that have this tag, or whose suite has it. May be given several"
                            + " times.")
    private Set<String> tags = Set.of();

    @Option(
            names = "--scenario",
            paramLabel = "ID",
            split = ",",
            description = "Only this scenario: its id, or suite/id. May be given several times.")
    private Set<String> scenarios = Set.of();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write a report into this file: JUnit's XML, JSON or text, as its name ends in"
                            + " .xml, .json or .txt.")
    private @Nullable Path reportFile;

    @Option(
            names = "--format",
            paramLabel = "F",
            description =
                    "The report's form: "
                            + ReportFormat.NAMES
                            + ". Without --report, it is printed.")
    private @Nullable String format;

    @Option(names = "--list", description = "Show what there is, and run nothing.")
    private boolean list;

    TestCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var form =
                reportFile == null
                        ? format == null ? ReportFormat.TEXT : ReportFormat.of(format)
                        : ReportFormat.of(format, reportFile.toString());
        var project = ProjectToRehearse.of(global.around(), database);
        var selected = selected(project);
        if (list) {
            list(selected);
            return Exit.DONE;
        }
        var report = run(project, selected, form);
        write(report, form);
        return report.failed() > 0 ? Exit.FINDINGS : Exit.DONE;
    }

    private List<Suite> selected(Project project) {
        var all =
                switch (new SuiteReader(project).read()) {
                    case ReadSuites.Read read -> read.suites();
                    case ReadSuites.Refused refused ->
                            throw new Failure(
                                    Exit.FINDINGS,
                                    "The suites of " + project.database() + " are not in order",
                                    "",
                                    refused.findings().stream().map(FindingNode::of).toList(),
                                    null);
                };
        if (all.isEmpty()) {
            throw Failure.usage(
                    "There are no tests: " + project.shown(project.tests()) + " has no suite",
                    "Write one; docs/testing-migrations.md shows how.");
        }
        var selection = new Selection(suites, tags, scenarios);
        selection
                .unknown(all)
                .ifPresent(
                        unknown -> {
                            throw Failure.usage(unknown.message(), unknown.remedy());
                        });
        var selected = selection.of(all);
        if (selected.isEmpty()) {
            throw Failure.usage(
                    "No scenario is all of what is asked for",
                    "Leave one of --suite, --tag and --scenario out, or see --list.");
        }
        return selected;
    }

    private void list(List<Suite> selected) {
        if (global.console().json()) {
            global.console().document(TestJson.list(selected));
        } else {
            global.console().results(TestText.list(selected));
        }
    }

    private TestReport run(Project project, List<Suite> selected, ReportFormat form)
            throws IOException, InterruptedException {
        var start = System.nanoTime();
        var parent = ProjectToRehearse.temporaryFolder(global.around());
        try (var runner = SuiteRunner.of(project, parent)) {
            var results =
                    runner.run(
                            selected, new Shown(reportFile != null || form == ReportFormat.TEXT));
            global.console().clearLive();
            return new TestReport(
                    project.database(),
                    results,
                    Duration.ofNanos(System.nanoTime() - start),
                    project.hooksNotRun().stream().toList());
        }
    }

    private void write(TestReport report, ReportFormat form) {
        var console = global.console();
        if (console.json()) {
            console.document(TestJson.document(report));
        } else if (reportFile == null && form != ReportFormat.TEXT) {
            console.raw(text(report, form));
            console.note(Line.plain(report.sum()));
        } else {
            console.results(TestText.end(report));
        }
        if (reportFile != null) {
            ReportFile.write(global.around().folder().resolve(reportFile), text(report, form));
        }
    }

    private static String text(TestReport report, ReportFormat form) {
        return switch (form) {
            case TEXT ->
                    TestText.lines(report).stream()
                            .map(Line::text)
                            .collect(Collectors.joining("\n", "", "\n"));
            case JUNIT -> TestJunit.text(report);
            case JSON -> Json.pretty(TestJson.document(report)) + "\n";
        };
    }

    /** Each scenario as it ends, and on a terminal the one that runs. */
    private final class Shown implements SuiteRunner.Listener {

        private final boolean lines;

        Shown(boolean lines) {
            this.lines = lines;
        }

        @Override
        public void begins(Suite suite, Scenario scenario) {
            if (lines && global.console().showsLive() && !global.console().json()) {
                global.console().live("running  " + suite.id() + "/" + scenario.id() + " …");
            }
        }

        @Override
        public void ended(ScenarioResult result) {
            if (lines) {
                global.console().results(TestText.lines(result));
            }
        }
    }
}
