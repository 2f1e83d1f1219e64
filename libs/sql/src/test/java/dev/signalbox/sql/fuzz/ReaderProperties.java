package dev.signalbox.sql.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.LoadOutcome.Loaded;
import dev.signalbox.sql.migration.LoadOutcome.Refused;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.migration.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What holds for whatever files there are. */
final class ReaderProperties {

    /** Findings about a file, its name or several files: there is no place to point at. */
    private static final Set<String> OF_WHOLE_FILES =
            Set.of(
                    "file-name",
                    "empty-file",
                    "utf-16",
                    "missing-up",
                    "duplicate-version",
                    "duplicate-path",
                    "several-formats",
                    "two-ups",
                    "two-downs",
                    "down-without-up",
                    "dependency-cycle",
                    "script-settings",
                    "no-liquibase",
                    "changelog-order",
                    "go-migration",
                    "version-order",
                    "passed-over",
                    "callback-passed-over",
                    "unknown-hook",
                    "hook-not-executable");

    private final MigrationLoader loader = new MigrationLoader();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    /** How often each format was read, and each code given. */
    Map<String, Integer> outcomes() {
        return outcomes;
    }

    void check(List<SourceFile> files) {
        LoadOutcome outcome = loader.read(files, Samples.PLACEHOLDERS);
        assertThat(essence(loader.read(files, Samples.PLACEHOLDERS))).isEqualTo(essence(outcome));
        switch (outcome) {
            case Loaded loaded -> {
                count("read as " + loaded.format().id());
                loaded.notices().forEach(notice -> finding(notice, files));
                loaded.migrations().inOrder().forEach(ReaderProperties::migration);
            }
            case Refused refused -> {
                assertThat(refused.findings()).isNotEmpty();
                refused.findings().forEach(found -> finding(found, files));
                refused.findings().stream().map(Finding::code).distinct().forEach(this::count);
            }
        }
        otherForm(files, outcome);
    }

    private void count(String what) {
        outcomes.merge(what, 1, Integer::sum);
    }

    private static List<?> essence(LoadOutcome outcome) {
        return switch (outcome) {
            case Loaded loaded ->
                    loaded.migrations().inOrder().stream()
                            .map(it -> List.of(it.naming(), it.body(), it.raw(), it.normalised()))
                            .toList();
            case Refused refused -> refused.findings();
        };
    }

    private static void migration(Migration migration) {
        assertThat(migration.files()).isNotEmpty();
        assertThat(migration.fileName()).isNotEmpty();
        assertThat(migration.normalised().hex()).hasSize(64);
    }

    private static void finding(Finding finding, List<SourceFile> files) {
        assertThat(finding.code()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(finding.message()).as(finding.code()).endsWith(".").doesNotContain("\n");
        assertThat(finding.remedy()).as(finding.code()).matches(".*[.?}]");
        SourceFile file =
                files.stream()
                        .filter(it -> it.path().equals(finding.file()))
                        .findFirst()
                        .orElseThrow();
        @Nullable SourcePosition position = finding.position();
        if (position == null) {
            assertThat(OF_WHOLE_FILES).contains(finding.code());
        } else {
            assertThat(isInside(position, file)).as("%s in %s", finding, file).isTrue();
        }
    }

    /** In the file or at its very end. */
    private static boolean isInside(SourcePosition position, SourceFile file) {
        String text = new String(file.bytes(), UTF_8);
        String[] lines = text.split("\r\n|\r|\n", -1);
        if (position.line() > lines.length) {
            return false;
        }
        String line = lines[position.line() - 1];
        return position.column() <= line.codePointCount(0, line.length()) + 1;
    }

    /** With CRLF and with a byte order mark, they are the same migrations, or refused alike. */
    private void otherForm(List<SourceFile> files, LoadOutcome outcome) {
        if (files.stream().allMatch(Variants::mayChangeLineEnds)) {
            List<SourceFile> crlf = files.stream().map(Variants::withCarriageReturns).toList();
            assertThat(sums(loader.read(crlf, Samples.PLACEHOLDERS)))
                    .as("with CRLF")
                    .isEqualTo(sums(outcome));
        }
        if (files.stream().allMatch(Variants::mayHaveByteOrderMark)) {
            List<SourceFile> marked = files.stream().map(Variants::withByteOrderMark).toList();
            assertThat(sums(loader.read(marked, Samples.PLACEHOLDERS)))
                    .as("with a byte order mark")
                    .isEqualTo(sums(outcome));
        }
    }

    private static Map<String, String> sums(LoadOutcome outcome) {
        return switch (outcome) {
            case Loaded loaded ->
                    loaded.migrations().inOrder().stream()
                            .collect(
                                    Collectors.toMap(
                                            Migration::fileName, it -> it.normalised().hex()));
            case Refused refused -> {
                Map<String, String> codes = new HashMap<>();
                refused.findings()
                        .forEach(it -> codes.merge(it.file(), it.code(), (a, b) -> a + " " + b));
                yield codes;
            }
        };
    }
}
