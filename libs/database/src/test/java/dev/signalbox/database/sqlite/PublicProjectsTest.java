package dev.signalbox.database.sqlite;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.database.Schema;
import dev.signalbox.sql.Finding;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.LoadOutcome.Loaded;
import dev.signalbox.sql.migration.LoadOutcome.Refused;
import dev.signalbox.sql.migration.MigrationLoader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other people's projects, read as they are and applied. {@code -Dsignalbox.projects} is a folder
 * with a folder of migrations for each; {@code .origin} in it says {@code repository}, {@code
 * commit}, {@code expect} (applied or refused) and values as {@code placeholder.<name>}. What came
 * of it is written to {@code projects.md} there.
 */
@Tag("long")
class PublicProjectsTest {

    @TempDir Path databases;

    @Test
    void othersProjectsAreAppliedOrRefusedAsTheirOwnersExpect() throws IOException {
        String folder = System.getProperty("signalbox.projects", "");
        assumeTrue(!folder.isEmpty(), "-Dsignalbox.projects names no folder of projects");
        List<String> rows = new ArrayList<>();
        List<String> others = new ArrayList<>();

        for (Path project : projects(Path.of(folder))) {
            Properties origin = origin(project);
            Result result = result(project, origin);
            rows.add(row(origin, result));
            if (!result.kind.equals(origin.getProperty("expect", result.kind))) {
                others.add(project.getFileName() + ": " + result.kind + ", " + result.what);
            }
        }

        Files.write(Path.of(folder, "projects.md"), rows);
        assertThat(rows).isNotEmpty();
        assertThat(others).isEmpty();
    }

    private record Result(String kind, String format, int files, String what) {}

    private static String row(Properties origin, Result result) {
        return "| %s `%s` | `%.10s` | %s | %d | %s |"
                .formatted(
                        origin.getProperty("repository"),
                        origin.getProperty("path"),
                        origin.getProperty("commit"),
                        result.format,
                        result.files,
                        result.what.replace("\n", " ").replace("|", "\\|"));
    }

    private static List<Path> projects(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Properties origin(Path project) throws IOException {
        Properties origin = new Properties();
        Path file = project.resolve(".origin");
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                origin.load(in);
            }
        }
        return origin;
    }

    private static int files(Path project) throws IOException {
        try (Stream<Path> all = Files.walk(project)) {
            return (int)
                    all.filter(Files::isRegularFile)
                            .map(file -> project.relativize(file).toString())
                            .filter(MigrationLoader::isRead)
                            .count();
        }
    }

    private Result result(Path project, Properties origin) throws IOException {
        LoadOutcome outcome = new MigrationLoader().readFolder(project, placeholders(origin));
        return switch (outcome) {
            case Loaded loaded -> applied(project, loaded);
            case Refused refused ->
                    new Result("refused", "", files(project), reasons(refused.findings()));
        };
    }

    private static Map<String, String> placeholders(Properties origin) {
        Map<String, String> values = new HashMap<>();
        origin.stringPropertyNames().stream()
                .filter(name -> name.startsWith("placeholder."))
                .forEach(
                        name ->
                                values.put(
                                        name.substring("placeholder.".length()),
                                        origin.getProperty(name)));
        return values;
    }

    private static String reasons(List<Finding> findings) {
        Map<String, Long> counts =
                findings.stream().collect(groupingBy(Finding::code, TreeMap::new, counting()));
        return counts.entrySet().stream()
                .map(
                        it ->
                                it.getValue()
                                        + " × `"
                                        + it.getKey()
                                        + "`, first: "
                                        + first(findings, it.getKey()))
                .collect(joining("; "));
    }

    private static String first(List<Finding> findings, String code) {
        Finding found =
                findings.stream().filter(it -> it.code().equals(code)).findFirst().orElseThrow();
        String place = found.position() == null ? "" : ":" + found.position();
        return "`" + found.file() + place + "` " + found.message() + " " + found.remedy();
    }

    private Result applied(Path project, Loaded loaded) throws IOException {
        TestDatabase database = new TestDatabase(databases.resolve(project.getFileName() + ".db"));
        int count = loaded.migrations().inOrder().size();
        String format = loaded.format().title();
        try (MigratedProject migrated = new MigratedProject(database, loaded.migrations())) {
            MigratedProject.Way up = migrated.applyAll();
            String what = "applied " + up.done() + " of " + count;
            if (up.stopped().isPresent()) {
                return new Result(
                        "stopped", format, files(project), what + "; " + up.stopped().get());
            }
            Schema first = database.observe().schema();
            MigratedProject.Way down = migrated.revertAll();
            what += "; reverted " + down.done();
            what += down.stopped().map(why -> " (" + why + ")").orElse("");
            MigratedProject.Way again = migrated.applyAll();
            what += again.stopped().map(why -> "; not again: " + why).orElse("; applied again");
            boolean same = database.observe().schema().equals(first);
            what += same ? ", the same schema" : ", another schema";
            return new Result("applied", format, files(project), what);
        }
    }
}
