package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.Surroundings;
import dev.signalbox.cli.server.Instance;
import dev.signalbox.cli.server.Launch;
import dev.signalbox.cli.server.Launcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        header = "Start a signalbox for this folder: four services and a Kafka broker.",
        description = {
            "It stays until `signalbox stop`. Kafka takes port 9092 and HTTP 7700 of the loopback"
                    + " address where they are free, else free ones. SIGNALBOX_JAVA_OPTIONS are"
                    + " passed on. It keeps everything under .signalbox/ in the project's folder."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox start", "  signalbox start --foreground"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it runs, or ran already",
            Exit.USAGE_TEXT,
            "6:it did not start; the reason is said"
        })
final class StartCommand implements Callable<Integer> {

    private static final int HTTP_PORT = 7700;
    private static final int KAFKA_PORT = 9092;

    private final GlobalOptions global;

    @Option(
            names = "--foreground",
            description = "Stay with it: it ends with this command and prints here.")
    private boolean foreground;

    StartCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var locator = global.locator();
        var running = locator.running();
        if (running.isPresent()) {
            say(running.get(), "A signalbox runs already for ");
            return Exit.DONE;
        }
        var launcher = new Launcher(Surroundings.home(), global.around().environment());
        var launch =
                new Launch(locator.folder(), freeOrAny(HTTP_PORT), freeOrAny(KAFKA_PORT), null);
        if (foreground) {
            return foreground(launcher, launch);
        }
        say(launcher.background(launch), "Signalbox runs for ");
        return Exit.DONE;
    }

    private int foreground(Launcher launcher, Launch launch) {
        var process = launcher.foreground(launch);
        // Ctrl-C reaches both; this one waits, so that the other's last words are seen.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        var log = launch.folder().resolve(".signalbox/log/start.log");
        var instance = Launcher.await(process, launch.folder(), log);
        if (instance.pid() != process.pid()) {
            say(instance, "A signalbox runs already for ");
            return Exit.DONE;
        }
        say(instance, "Signalbox runs for ");
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exit.UNREACHABLE;
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(Instance instance, String what) {
        Path folder = global.locator().folder();
        if (global.console().json()) {
            var document = new LinkedHashMap<String, Object>();
            document.put("url", instance.url());
            document.put("kafka", instance.kafka());
            document.put("pid", instance.pid());
            document.put("version", instance.version());
            document.put("folder", folder.toString());
            global.console().document(document);
        }
        global.console().result(Line.good(what + folder + " (process " + instance.pid() + ")"));
        global.console().result(Line.plain("  HTTP   " + instance.url()));
        global.console().result(Line.plain("  Kafka  " + instance.kafka()));
        if (!instance.idleStop().isEmpty()) {
            global.console()
                    .note(
                            Line.faint(
                                    "It stops by itself when it is not used; `signalbox stop` and"
                                            + " `signalbox start` gives one that stays."));
        }
    }

    private static int freeOrAny(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }
}
