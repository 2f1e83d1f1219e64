package dev.signalbox.cli.command;

import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes that asks for a plan. */
final class RequestOptions {

    @Option(
            names = "--env",
            paramLabel = "E",
            description = "The environment that is meant; refused when the database has another.")
    private @Nullable String environment;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "Of the whole run: 60s, 10m, PT1H; a bare number is milliseconds.")
    private @Nullable String timeout;

    @Option(names = "--reason", paramLabel = "R", description = "Why, for the trail.")
    private @Nullable String reason;

    @Nullable String reason() {
        return reason;
    }

    WireOptions addTo(WireOptions options, GlobalOptions global) {
        return options.withTime("timeout", "--timeout", timeout)
                .with("environment", environment)
                .with("requireApproval", approvalWanted(global));
    }

    // A pipeline's variable may tighten what the environment says, never loosen it.
    private static boolean approvalWanted(GlobalOptions global) {
        var value = global.around().variable("REQUIRE_APPROVAL").orElse("false");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default ->
                    throw Failure.usage(
                            "The variable REQUIRE_APPROVAL is '" + value + "'",
                            "Set it to true, or unset it.");
        };
    }
}
