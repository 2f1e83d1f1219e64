package dev.signalbox.sql.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.signalbox.sql.migration.SourceFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dsignalbox.seed} has one project again; otherwise as many as there is time for, each of
 * the seed behind that of the one before it.
 */
class ReaderFuzzTest {

    /** A project of these sizes takes milliseconds; what takes this long hangs. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final ReaderProperties readers = new ReaderProperties();
    private int split;
    private int notSplit;

    @Test
    void forSecondsWhateverFilesHoldIsReadOrRefused() throws IOException {
        fuzz(Duration.ofSeconds(4));
    }

    @Test
    @Tag("long")
    void forHalfAnHourWhateverFilesHoldIsReadOrRefused() throws IOException {
        fuzz(Duration.ofMinutes(30));
    }

    private void fuzz(Duration time) throws IOException {
        List<List<SourceFile>> samples = List.copyOf(Samples.all().values());
        Long given = Long.getLong("signalbox.seed");
        long first = given == null ? new Random().nextLong() : given;
        long end = System.nanoTime() + time.toNanos();
        long seed = first;
        do {
            check(seed++, samples);
        } while (given == null && System.nanoTime() < end);
        System.out.printf(
                "%d projects from -Dsignalbox.seed=%d on; texts split: %d, refused: %d; %s%n",
                seed - first, first, split, notSplit, readers.outcomes());
        assertThat(readers.outcomes()).isNotEmpty();
    }

    private void check(long seed, List<List<SourceFile>> samples) {
        List<SourceFile> files = new ArrayList<>();
        try {
            files.addAll(new DamagedProject(new Random(seed), samples).files());
            assertTimeoutPreemptively(BOUND, () -> check(files));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dsignalbox.seed=" + seed + "\n" + shown(files), e);
        }
    }

    private void check(List<SourceFile> files) {
        readers.check(files);
        for (SourceFile file : files) {
            if (SplitterProperties.check(new String(file.bytes(), UTF_8))) {
                split++;
            } else {
                notSplit++;
            }
        }
    }

    private static String shown(List<SourceFile> files) {
        StringBuilder shown = new StringBuilder();
        files.forEach(
                it ->
                        shown.append("== ")
                                .append(it.path())
                                .append('\n')
                                .append(new String(it.bytes(), UTF_8))
                                .append('\n'));
        return shown.toString();
    }
}
