package dev.signalbox.cli.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a standalone is to be started.
 *
 * @param httpPort 0 for a free one
 * @param kafkaPort 0 for a free one
 * @param idleStop ISO 8601; absent when it is to stay
 */
public record Launch(Path folder, int httpPort, int kafkaPort, @Nullable String idleStop) {

    /** Since when a JVM knows caches of the kind that the build makes. */
    private static final int CACHES_SINCE = 25;

    private static final String JAR = "quarkus-run.jar";
    private static final String CACHE = "standalone.aot";

    public static Launch forOneCommand(Path folder) {
        return new Launch(folder, 0, 0, "PT60S");
    }

    static Path application(Path home) {
        return home.resolve("standalone/target/quarkus-app");
    }

    static boolean isBuilt(Path home) {
        return Files.isRegularFile(application(home).resolve(JAR));
    }

    /**
     * A JVM takes its cache only when the class path is what it was when the cache was made, hence
     * from the application's own folder.
     */
    static Path workingFolder(Path home, Path folder) {
        return hasCache(home) ? application(home) : folder;
    }

    private static boolean hasCache(Path home) {
        return Runtime.version().feature() >= CACHES_SINCE
                && Files.isRegularFile(application(home).resolve(CACHE));
    }

    /** The command, to be run in {@link #workingFolder}. */
    List<String> command(Path home, Path java, Map<String, String> environment) {
        var cached = hasCache(home);
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xmx256m");
        command.add("--enable-native-access=ALL-UNNAMED");
        if (cached) {
            command.add("-XX:AOTCache=" + CACHE);
        }
        command.add("-Dsignalbox.folder=" + folder);
        command.add("-Dsignalbox.http.port=" + httpPort);
        command.add("-Dsignalbox.kafka.port=" + kafkaPort);
        if (idleStop != null) {
            command.add("-Dsignalbox.idle-stop=" + idleStop);
        }
        // Last, so that what is given there counts.
        for (var option :
                environment.getOrDefault("SIGNALBOX_JAVA_OPTIONS", "").strip().split("\\s+", -1)) {
            if (!option.isEmpty()) {
                command.add(option);
            }
        }
        command.add("-jar");
        command.add(cached ? JAR : application(home).resolve(JAR).toString());
        return command;
    }

    /**
     * The same in a session of its own, so that neither the terminal's end nor a Ctrl-C meant for
     * the command reaches it.
     */
    static List<String> detached(List<String> command) {
        var whole = new ArrayList<String>();
        for (var setsid : List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"))) {
            if (Files.isExecutable(setsid)) {
                whole.add(setsid.toString());
                whole.addAll(command);
                return whole;
            }
        }
        // A JVM leaves signals alone that were ignored when it began.
        whole.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "signalbox"));
        whole.addAll(command);
        return whole;
    }
}
