package dev.signalbox.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir Path home;
    @TempDir Path folder;

    @BeforeEach
    void build() throws IOException {
        var application = Files.createDirectories(Launch.application(home));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.MAIN_CLASS, FakeStandalone.class.getName());
        try (var jar =
                new JarOutputStream(
                        Files.newOutputStream(application.resolve("quarkus-run.jar")), manifest)) {
            var name = FakeStandalone.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(name));
            try (var in = FakeStandalone.class.getResourceAsStream("FakeStandalone.class")) {
                assertThat(in).isNotNull();
                in.transferTo(jar);
            }
        }
        System.setProperty("signalbox.home", home.toString());
    }

    @AfterEach
    void stop() {
        Ran.in(folder, Map.of(), "stop");
        System.clearProperty("signalbox.home");
        System.clearProperty("signalbox.standalone.cache");
    }

    @Test
    void startStaysUntilStopAndASecondStartSaysThatItRuns() {
        var first = Ran.in(folder, Map.of(), "start");
        var second = Ran.in(folder, Map.of(), "start");
        var instance = Instance.of(folder).orElseThrow();
        var stopped = Ran.in(folder, Map.of(), "stop");
        var nothing = Ran.in(folder, Map.of(), "stop");

        assertThat(first.exit()).isZero();
        assertThat(first.out()).contains(instance.url(), instance.kafka());
        assertThat(instance.version()).isEqualTo("stays");
        assertThat(second.exit()).isZero();
        assertThat(second.out()).contains("runs already", instance.url());
        assertThat(stopped.exit()).isZero();
        assertThat(instance.processLives()).isFalse();
        assertThat(nothing.exit()).isZero();
        assertThat(nothing.out()).contains("No signalbox runs");
    }

    @Test
    void aCommandWithoutASignalboxStartsOneThatStopsByItself() {
        var ran = Ran.in(folder, Map.of(), "status");

        assertThat(ran.err().lines().filter(l -> l.contains("starting one"))).hasSize(1);
        assertThat(Instance.of(folder).orElseThrow().version()).isEqualTo("PT60S");
    }

    @Test
    void twoAtOnceShareTheOneThatWasQuicker() throws Exception {
        var launcher = new Launcher(home, Map.of());
        try (var both = Executors.newFixedThreadPool(2)) {
            var one = both.submit(() -> launcher.background(Launch.forOneCommand(folder)));
            var other = both.submit(() -> launcher.background(Launch.forOneCommand(folder)));

            assertThat(one.get().pid()).isEqualTo(other.get().pid());
        }
    }

    @Test
    void aStartThatFailsShowsItsLastWords() {
        var environment = Map.of("SIGNALBOX_JAVA_OPTIONS", " -Dfake.fails=true  -Dx=y ");

        var ran = Ran.in(folder, environment, "start");

        assertThat(ran.exit()).isEqualTo(6);
        assertThat(ran.err()).contains("The settings are wrong", "start.log");
    }

    @Test
    void aFileOfAProcessThatIsGoneIsNotBelieved() throws IOException {
        Files.createDirectories(folder.resolve(".signalbox"));
        Files.writeString(
                Instance.file(folder),
                "{\"url\":\"http://127.0.0.1:1\",\"token\":\"t\",\"kafka\":\"k\",\"pid\":"
                        + deadPid()
                        + "}");

        var ran = Ran.in(folder, Map.of(), "start");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("is gone");
        assertThat(Instance.of(folder).orElseThrow().answers()).isTrue();
    }

    @Test
    void aDamagedFileIsAsNone() throws IOException {
        Files.createDirectories(folder.resolve(".signalbox"));
        for (var text : new String[] {"", "{", "[]", "{\"url\":5}", "\u0000"}) {
            Files.writeString(Instance.file(folder), text);

            assertThat(Instance.of(folder)).isEmpty();
        }
    }

    @Test
    void theNearestProjectAboveIsMeant() throws IOException {
        Files.writeString(folder.resolve("signalbox.yml"), "");
        var deep = Files.createDirectories(folder.resolve("a/b"));

        Ran.in(deep, Map.of(), "start");

        assertThat(Instance.of(folder)).isPresent();
        assertThat(deep.resolve(".signalbox")).doesNotExist();
    }

    @Test
    void whatIsNotBuiltCannotBeStarted() {
        assertThatThrownBy(
                        () ->
                                new Launcher(folder, Map.of())
                                        .background(Launch.forOneCommand(folder)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("There is no");
    }

    @Test
    void theGuidesVariablesSayWhatIsLogged() {
        var launch = new Launch(folder, 0, 0, null);
        var level = "-Dquarkus.log.category.\"dev.signalbox\".level=";

        assertThat(launch.command(home, Path.of("java"), Map.of("LOG_LEVEL", "warn")))
                .contains(level + "WARN");
        assertThat(launch.command(home, Path.of("java"), Map.of("MIGRATION_DEBUG", "true")))
                .contains(level + "DEBUG");
        assertThat(launch.command(home, Path.of("java"), Map.of("LOG_LEVEL", "loud")))
                .noneMatch(option -> option.startsWith(level));
    }

    @Test
    void theCacheIsUsedThatTheScriptTellsOf() throws IOException {
        var launch = new Launch(folder, 7700, 9092, null);
        var cache = Files.createFile(home.resolve("standalone.aot"));

        var without = launch.command(home, Path.of("java"), Map.of());
        System.setProperty("signalbox.standalone.cache", home.resolve("gone.aot").toString());
        var gone = launch.command(home, Path.of("java"), Map.of());
        System.setProperty("signalbox.standalone.cache", cache.toString());
        var with = launch.command(home, Path.of("java"), Map.of());

        assertThat(without)
                .noneMatch(option -> option.startsWith("-XX:AOTCache"))
                .contains(
                        "-Dsignalbox.folder=" + folder,
                        "-Dsignalbox.http.port=7700",
                        "-Dsignalbox.kafka.port=9092")
                .last()
                .isEqualTo(Launch.application(home).resolve("quarkus-run.jar").toString());
        assertThat(gone).isEqualTo(without);
        if (Runtime.version().feature() >= 25) {
            assertThat(with).contains("-XX:AOTCache=" + cache).last().isEqualTo(without.getLast());
        } else {
            assertThat(with).isEqualTo(without);
        }
    }

    private static long deadPid() throws IOException {
        var process = new ProcessBuilder("true").start();
        process.onExit().join();
        return process.pid();
    }
}
