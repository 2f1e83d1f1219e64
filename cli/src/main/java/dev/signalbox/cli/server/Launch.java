package dev.signalbox.cli.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    private static final String JAR = "quarkus-run.jar";
    private static final String CACHE = "signalbox.standalone.cache";

    /** What the JVM cannot take from its cache it does anew; nobody needs to know. */
    private static final String QUIET = "-Xlog:aot*=error";

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
     * The cache of loaded classes, where the script that built this tells of one that fits. It fits
     * only the class path that it was made with, so the archive is always named by its whole path.
     */
    private static Optional<String> cache() {
        var cache = System.getProperty(CACHE, "");
        return Runtime.version().feature() >= CACHES_SINCE && Files.isRegularFile(Path.of(cache))
                ? Optional.of(cache)
                : Optional.empty();
    }

    /** The command, to be run in the project's folder. */
    List<String> command(Path home, Path java, Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        // A script of 20 MB needs the whole heap for a moment, an idle one hardly any of it.
        command.add("-Xms64m");
        command.add("-Xmx512m");
        command.add("--enable-native-access=ALL-UNNAMED");
        cache().ifPresent(cache -> command.addAll(List.of("-XX:AOTCache=" + cache, QUIET)));
        command.add("-Dsignalbox.folder=" + folder);
        command.add("-Dsignalbox.http.port=" + httpPort);
        command.add("-Dsignalbox.kafka.port=" + kafkaPort);
        if (idleStop != null) {
            command.add("-Dsignalbox.idle-stop=" + idleStop);
        }
        level(environment)
                .ifPresent(
                        level ->
                                command.add(
                                        "-Dquarkus.log.category.\"dev.signalbox\".level=" + level));
        // Last, so that what is given there counts.
        for (var option :
                environment.getOrDefault("SIGNALBOX_JAVA_OPTIONS", "").strip().split("\\s+", -1)) {
            if (!option.isEmpty()) {
                command.add(option);
            }
        }
        command.add("-jar");
        command.add(application(home).resolve(JAR).toString());
        return command;
    }

    /** The guides' variables for what is logged. */
    private static Optional<String> level(Map<String, String> environment) {
        var level = environment.getOrDefault("LOG_LEVEL", "").strip().toUpperCase(Locale.ROOT);
        return LEVELS.contains(level)
                ? Optional.of(level)
                : Optional.of("DEBUG")
                        .filter(
                                l ->
                                        environment
                                                .getOrDefault("MIGRATION_DEBUG", "")
                                                .equals("true"));
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
