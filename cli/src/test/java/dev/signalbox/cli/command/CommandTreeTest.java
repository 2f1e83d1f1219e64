package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Ran;
import dev.signalbox.cli.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "init",
                "start",
                "stop",
                "plan",
                "up",
                "down",
                "restore",
                "logs",
                "pause",
                "resume",
                "cancel",
                "retry",
                "verify",
                "repair",
                "mark-applied",
                "adopt",
                "leave",
                "unlock",
                "status",
                "watch",
                "backup",
                "backup list",
                "backup show",
                "backup verify",
                "audit",
                "audit query",
                "completion",
                "version",
                "help"
            })
    void everyCommandsHelpIsComplete(String command) {
        var byWord = run(("help " + command).split(" "));
        var byOption = run((command + " --help").split(" "));

        assertThat(byWord.exit()).isZero();
        assertThat(byWord.out())
                .contains("Usage: signalbox " + command, "Exit status:", "Examples:", "--json")
                .contains("signalbox " + command.split(" ")[0]);
        assertThat(byOption.out()).isEqualTo(byWord.out());
    }

    @Test
    void rollbackIsDownByItsOtherName() {
        assertThat(run("help", "rollback").out()).contains("signalbox down", "rollback");
        assertThat(run("rollback", "--help").out()).isEqualTo(run("down", "--help").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void theCompletionScriptKnowsEveryCommandAndOption(String shell) {
        var script = run("completion", shell).out();

        assertThat(script)
                .contains("demo", "init", "start", "stop", "plan", "status", "watch", "backup")
                .contains("list", "show", "audit", "query", "completion", "version", "help")
                .contains("down", "rollback", "restore", "logs", "pause", "resume", "cancel")
                .contains(
                        "retry",
                        "verify",
                        "repair",
                        "mark-applied",
                        "adopt",
                        "leave",
                        "baseline",
                        "unlock",
                        "continue-on-warning")
                .contains("skip-backup", "dry-run", "token-file", "foreground", "actor");
    }

    @Test
    void noOtherShellIsCompleted() {
        assertThat(run("completion", "cmd").exit()).isEqualTo(2);
    }

    @Test
    void theNameAloneShowsTheHelpAndIsWrongUsage() {
        var ran = run();

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("Commands:", "demo");
    }

    @Test
    void aMistypedCommandNamesTheNearest() {
        var ran = run("stats");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("'stats'", "signalbox status");
    }

    @Test
    void wrongUsageIsADocumentTooWhenJsonIsAskedFor() throws IOException {
        var ran = run("up", "--no-such-option", "--json");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(Json.read(ran.out()).get("error").number("exit")).isEqualTo(2);
    }

    @Test
    void globalOptionsMayStandBeforeTheCommand() {
        var ran = run("--server", "http://127.0.0.1:1", "status");

        assertThat(ran.exit()).isEqualTo(6);
        assertThat(ran.err()).contains("http://127.0.0.1:1 cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "nonsense", "http://", "http://a b"})
    void anAddressThatIsNoneIsWrongUsage(String url) {
        assertThat(run("status", "--server", url).exit()).isEqualTo(2);
    }

    @Test
    void aStackTraceIsShownOnlyWithDebug() {
        var without = run("status", "--server", "http://127.0.0.1:1");
        var with = run("status", "--server", "http://127.0.0.1:1", "--debug");

        assertThat(without.err()).doesNotContain("\tat ");
        assertThat(with.err()).contains("\tat ");
    }

    private Ran run(String... arguments) {
        return Ran.in(folder, Map.of(), arguments);
    }
}
