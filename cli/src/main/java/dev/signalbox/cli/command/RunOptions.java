package dev.signalbox.cli.command;

import picocli.CommandLine.Option;

/** How a plan is seen through: looked at only, sent only, or followed to its end. */
final class RunOptions {

    @Option(names = "--dry-run", description = "Show the plan only.")
    private boolean dryRun;

    @Option(names = "--detach", description = "Do not wait: say how to follow.")
    private boolean detach;

    @Option(names = "--yes", description = "Answer questions with yes.")
    private boolean yes;

    @Option(names = "--verbose", description = "A line for every event.")
    private boolean verbose;

    boolean dryRun() {
        return dryRun;
    }

    boolean detach() {
        return detach;
    }

    boolean yes() {
        return yes;
    }

    boolean verbose() {
        return verbose;
    }
}
