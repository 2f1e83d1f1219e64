package dev.signalbox.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run goes from step to step. */
final class PaceOptions {

    @Option(
            names = "--pause-between",
            paramLabel = "D",
            description = "Rest after each step, for others who wait for the lock: 2s, 500ms.")
    private @Nullable String pauseBetween;

    @Option(names = "--continue-on-warning", description = "Do not pause where a check only warns.")
    private boolean continueOnWarning;

    WireOptions addTo(WireOptions options) {
        return options.withTime("pauseBetweenSteps", "--pause-between", pauseBetween)
                .with("continueOnWarning", continueOnWarning);
    }
}
