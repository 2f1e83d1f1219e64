package dev.signalbox.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Line;
import dev.signalbox.rehearsal.benchmark.BenchmarkResult;
import dev.signalbox.rehearsal.benchmark.Machine;
import dev.signalbox.rehearsal.benchmark.Measured;
import dev.signalbox.rehearsal.database.Moved.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what surely differs is called slower or faster. */
class ComparisonTest {

    private static final Machine HERE = new Machine("here", "Linux", 2, "21");

    private static BenchmarkResult result(String at, long rows, Machine machine, long... millis) {
        return result(at, rows, null, 1, machine, millis);
    }

    private static BenchmarkResult result(
            String at,
            long rows,
            @Nullable String generator,
            long seed,
            Machine machine,
            long... millis) {
        var times = Arrays.stream(millis).mapToObj(Duration::ofMillis).toList();
        return new BenchmarkResult(
                "kb",
                "001",
                "002",
                Map.of("entries", rows),
                generator,
                seed,
                machine,
                Instant.parse(at),
                Duration.ofSeconds(1),
                List.of(new Measured(Kind.UP, "002_more", rows, times, 1, 2, 3, 4)),
                List.of());
    }

    private static BenchmarkResult before(long... millis) {
        return result("2026-05-01T10:00:00Z", 10, HERE, millis);
    }

    private static BenchmarkResult now(long... millis) {
        return result("2026-05-02T10:00:00Z", 10, HERE, millis);
    }

    private static String text(BenchmarkResult before, BenchmarkResult now) {
        return new Comparison(before, now)
                .lines().stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    @Test
    void slowerAndFasterAreSaidWithTheirTimes() {
        assertThat(text(before(100, 104, 98), now(200, 210, 190)))
                .contains("002_more: 100 % slower, 200 ms instead of 100 ms")
                .contains("(190 ms to 210 ms, before 98 ms to 104 ms)");
        assertThat(text(before(100, 100, 100), now(50, 50, 50))).contains("50 % faster");
    }

    @Test
    void timesThatOverlapOrAreShortOrAloneSayNothing() {
        var nothing = "Nothing is slower or faster";

        assertThat(text(before(100, 160), now(150, 200))).contains(nothing);
        assertThat(text(before(2, 2), now(4, 4))).contains(nothing);
        assertThat(text(before(100), now(200))).contains(nothing).contains("--repeat 3");
    }

    @Test
    void lastOfTheSameIsFoundAmongOthers(@TempDir Path state) throws Exception {
        var history = new BenchmarkHistory(state);
        history.keep(result("2026-05-01T08:00:00Z", 10, HERE, 1));
        history.keep(result("2026-05-01T09:00:00Z", 10, HERE, 2));
        history.keep(result("2026-05-01T10:00:00Z", 99, HERE, 3));
        history.keep(result("2026-05-01T11:00:00Z", 10, new Machine("there", "Linux", 2, "21"), 4));
        Files.writeString(state.resolve("benchmarks/zzz.json"), "no benchmark");

        assertThat(history.lastLike(now(5)))
                .hasValueSatisfying(
                        last ->
                                assertThat(last)
                                        .isEqualTo(result("2026-05-01T09:00:00Z", 10, HERE, 2)));
    }

    @Test
    void rowsOfAnotherSeedOrGeneratorSayNothing(@TempDir Path state) throws Exception {
        var history = new BenchmarkHistory(state);
        history.keep(result("2026-05-01T08:00:00Z", 10, null, 2, HERE, 1));
        history.keep(result("2026-05-01T09:00:00Z", 10, "shop", 1, HERE, 2));

        assertThat(history.lastLike(now(5))).isEmpty();
    }
}
