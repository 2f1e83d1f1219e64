package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.benchmark.BenchmarkHistory;
import dev.signalbox.cli.benchmark.BenchmarkJson;
import dev.signalbox.cli.benchmark.BenchmarkText;
import dev.signalbox.cli.benchmark.Comparison;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.project.LocalProject;
import dev.signalbox.cli.project.ProjectFolder;
import dev.signalbox.cli.project.ProjectToRehearse;
import dev.signalbox.rehearsal.benchmark.Benchmark;
import dev.signalbox.rehearsal.benchmark.BenchmarkRequest;
import dev.signalbox.rehearsal.benchmark.BenchmarkResult;
import dev.signalbox.rehearsal.database.MoveFailedException;
import dev.signalbox.rehearsal.suite.TestData;
import dev.signalbox.sql.migration.MigrationSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "benchmark",
        header = "Measure migrations on a database of any size that is thrown away.",
        description = {
            "Needs no server and touches no database: makes one in TMPDIR at a version, fills it, and"
                    + " measures each migration and each rule up to another version. What was measured"
                    + " is kept in .signalbox/benchmarks, and compared with the last time."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox benchmark --rows 100000             100,000 rows in every table",
            "  signalbox benchmark 004 --from 002 --rows orders=1000000 --repeat 5",
            "  signalbox benchmark kb --from 001 --data knowledge-base --rows kb_entries=10000"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            Exit.DONE_TEXT,
            Exit.USAGE_TEXT,
            "3:a migration or a rule failed, or the files are not in order",
            Exit.INTERRUPTED_TEXT
        })
final class BenchmarkCommand implements Callable<Integer> {

    private static final Pattern ROWS = Pattern.compile("(?:([^=]+)=)?([0-9][0-9_,]{0,17})");

    private final GlobalOptions global;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "database",
            description = "A database of signalbox.yml. Default: the only one.")
    private @Nullable String first;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "V",
            description = "The version to measure up to. Default: the latest.")
    private @Nullable String second;

    @Option(
            names = "--from",
            paramLabel = "V",
            description =
                    "The version at which the database is filled; 0 for an empty one. Default: the"
                            + " one before.")
    private @Nullable String from;

    @Option(
            names = "--rows",
            paramLabel = "[table=]N",
            description =
                    "How many rows of a table are made; without a table, of every one. May be given"
                            + " several times. Default: 10000, or what the generator takes.")
    private List<String> rows = List.of();

    @Option(
            names = "--data",
            paramLabel = "GENERATOR",
            description =
                    "Who makes the rows: a generator of the folder tests/, or knowledge-base."
                            + " Default: one that fills any table by its schema.")
    private @Nullable String generator;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another number makes other rows. Default: 1.")
    private long seed = TestData.SEED;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "How often the same is measured. Default: 3.")
    private int repeat = 3;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the document of --json into this file, too.")
    private @Nullable Path report;

    BenchmarkCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() throws Exception {
        var around = global.around();
        var operands = new Databases(LocalProject.of(around).ids()).operands(first, second, null);
        var project = ProjectToRehearse.of(around, operands.database());
        var target = operands.version() == null ? MigrationSet.LATEST : operands.version();
        var result =
                measured(
                        new Benchmark(
                                project,
                                request(target),
                                ProjectToRehearse.temporaryFolder(around),
                                new Shown()));
        global.console().clearLive();
        var history =
                new BenchmarkHistory(
                        ProjectFolder.of(around.folder()).resolve(ProjectFolder.STATE));
        var comparison =
                history.lastLike(result).map(last -> new Comparison(last, result)).orElse(null);
        var kept = history.keep(result);
        show(result, comparison, project.shown(kept));
        return Exit.DONE;
    }

    private BenchmarkRequest request(String target) {
        if (repeat < 1) {
            throw Failure.usage("--repeat is " + repeat, "Give 1 or more.");
        }
        var byTable = new LinkedHashMap<String, Long>();
        Long each = null;
        for (var given : rows) {
            var matcher = ROWS.matcher(given);
            if (!matcher.matches()) {
                throw Failure.usage(
                        "--rows is '" + given + "'", "Give such as 10000 or orders=10000.");
            }
            var number = Long.parseLong(matcher.group(2).replaceAll("[_,]", ""));
            if (matcher.group(1) == null) {
                each = number;
            } else {
                byTable.put(matcher.group(1), number);
            }
        }
        if (generator != null && each != null) {
            throw Failure.usage(
                    "--rows " + each + " is for every table, and " + generator + " knows its own",
                    "Name a table: --rows table=" + each + ".");
        }
        if (generator == null && each == null && byTable.isEmpty()) {
            each = 10_000L;
        }
        return new BenchmarkRequest(from, target, byTable, each, generator, seed, repeat);
    }

    private static BenchmarkResult measured(Benchmark benchmark) throws Exception {
        try {
            return benchmark.run();
        } catch (MoveFailedException e) {
            throw new Failure(
                    Exit.FINDINGS,
                    "Nothing was measured: " + e.getMessage(),
                    "See what else is wrong: signalbox validate",
                    List.of(),
                    e);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    Exit.USAGE, "The rows cannot be made: " + e.getMessage(), "", List.of(), e);
        }
    }

    private void show(BenchmarkResult result, @Nullable Comparison comparison, String kept) {
        var document = new LinkedHashMap<>(BenchmarkJson.document(result));
        if (comparison != null) {
            document.put("comparedWith", comparison.document());
        }
        var console = global.console();
        if (console.json()) {
            console.document(document);
        } else {
            console.results(BenchmarkText.lines(result, comparison));
            console.note(Line.faint("Kept in " + kept));
        }
        // Last: what took long to measure is shown whatever becomes of the file.
        if (report != null) {
            ReportFile.write(
                    global.around().folder().resolve(report), Json.pretty(document) + "\n");
        }
    }

    /** On a terminal, what is done. */
    private final class Shown implements Benchmark.Listener {

        private int number;

        private void show(String text) {
            if (global.console().showsLive() && !global.console().json()) {
                global.console().live(text);
            }
        }

        @Override
        public void fills(@Nullable String version) {
            show("filling a database" + (version == null ? "" : " at " + version) + " …");
        }

        @Override
        public void repeats(int run) {
            number = run;
        }

        @Override
        public void runs(String name) {
            show("run " + number + " of " + repeat + ": " + name + " …");
        }
    }
}
