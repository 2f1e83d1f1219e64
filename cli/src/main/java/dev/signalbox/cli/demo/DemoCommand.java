package dev.signalbox.cli.demo;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        header = "The whole journey on a fresh sample: events, plans, snapshot, runs, trail.",
        description = {
            "Starts a signalbox in a temporary folder, makes the first version of the knowledge base"
                    + " and fills it as an application would. Then it asks by CloudEvents through"
                    + " Kafka: to the latest version with all transformations, back to the third"
                    + " with the data saved, and forward again with the data restored. It follows"
                    + " the plans, looks into the database itself, and tells the trail's story."
                    + " Everything is removed in the end."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox demo", "  signalbox demo --rows 200000 --stay"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            Exit.DONE_TEXT,
            "1:something was not as it must be; it is named",
            Exit.USAGE_TEXT,
            Exit.UNREACHABLE_TEXT
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int MOST_ROWS = 1_000_000;

    private final GlobalOptions global;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Entries of the knowledge base. Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(
            names = "--stay",
            description = "Leave the sample and its signalbox running, and say where.")
    private boolean stay;

    public DemoCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        if (rows < 10 || rows > MOST_ROWS) {
            throw Failure.usage(
                    "--rows is " + rows, "Give 10 to " + MOST_ROWS + "; 10000 is the default.");
        }
        // Kafka's client and the driver log through SLF4J, which complains that nobody listens.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try {
            var journey = new Journey(global.around(), rows, stay);
            var deviations = journey.travel();
            for (var deviation : deviations) {
                global.console().note(Line.bad("NOT AS IT MUST BE: " + deviation));
            }
            return deviations.isEmpty() ? Exit.DONE : Exit.FAILED;
        } catch (IOException e) {
            throw new Failure(
                    Exit.FAILED,
                    "The demo cannot go on: " + e.getMessage(),
                    "Is there room in the folder for temporary files?",
                    List.of(),
                    e);
        }
    }
}
