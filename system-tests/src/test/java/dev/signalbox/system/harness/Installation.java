package dev.signalbox.system.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was built, and the JVM that runs it. */
public final class Installation {

    private static final String STANDALONE = "standalone/target/quarkus-app/quarkus-run.jar";
    private static final String CLI = "cli/target/cli/signalbox-cli.jar";

    private Installation() {}

    /** The checkout's folder. */
    public static Path home() {
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve("standalone/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("These tests run inside the checkout");
    }

    /** A standalone of a folder, with the flags that the command starts it with. */
    static List<String> standalone(Path folder, String... options) {
        var command = java();
        command.add("-Xms64m");
        command.add("-Xmx512m");
        command.add("-Dsignalbox.folder=" + folder);
        command.add("-Dsignalbox.http.port=0");
        command.add("-Dsignalbox.kafka.port=0");
        command.addAll(List.of(options));
        command.add("-jar");
        command.add(built(STANDALONE));
        return command;
    }

    public static List<String> command(String... arguments) {
        var command = java();
        command.add("-Dsignalbox.home=" + home());
        command.add("-jar");
        command.add(built(CLI));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> java() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--enable-native-access=ALL-UNNAMED");
        return command;
    }

    private static String built(String jar) {
        var file = home().resolve(jar);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    file
                            + " is missing: these tests run after `mvn package` of cli and standalone");
        }
        return file.toString();
    }
}
