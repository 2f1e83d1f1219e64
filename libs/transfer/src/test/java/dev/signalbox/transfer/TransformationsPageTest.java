package dev.signalbox.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.transfer.TransferOutcome.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of docs/transformations.md do what the page says. */
class TransformationsPageTest {

    @TempDir Path folder;

    @Test
    void rulesOfThePageRunAndAreUndone() throws IOException {
        String page = Files.readString(Path.of("../../docs/transformations.md"));
        String schema = String.join("\n", blocks(page, "sql"));
        Project project = Project.of("001_entries.sql", schema);
        List<String> rules = blocks(page, "yaml");
        for (int i = 0; i < rules.size(); i++) {
            project.with("transformations/" + i + ".yml", rules.get(i));
        }
        Path file = folder.resolve("kb.db");
        LeasedDatabase database = Project.database(file, FailPoints.NONE, schema.split(";\n"));
        Project.run(
                file,
                "INSERT INTO entries (problem, solution) VALUES ('fails with E1234', 'try again'),"
                        + " (NULL, 'one two three'), ('E123456789 is seen', NULL)");

        RuleSet read = project.rules();
        int n = 0;
        for (Rule rule : read.rules()) {
            assertThat(
                            RuleRun.run(
                                    database,
                                    rule,
                                    "run/" + ++n,
                                    Project.CONTEXT,
                                    TransferOptions.DEFAULT))
                    .as(rule.id())
                    .isInstanceOf(Finished.class);
        }

        assertThat(read.onDemand()).extracting(Rule::id).containsExactly("count-words");
        assertThat(Project.value(file, "SELECT group_concat(entry || code) FROM error_codes"))
                .isEqualTo("1E1234");
        assertThat(Project.value(file, "SELECT reason FROM _migration_failed_rows"))
                .contains("a code has at most eight characters");
        assertThat(Project.value(file, "SELECT group_concat(words) FROM entries")).isEqualTo("2,3");
        assertThat(Project.value(file, "SELECT count(*) FROM settings")).isEqualTo("2");
        assertThat(Project.value(file, "SELECT enabled || percentage FROM migration_progress"))
                .isEqualTo("1100");
        RuleRun.undo(
                database,
                read.rules().getFirst(),
                "run/undo",
                Project.CONTEXT,
                TransferOptions.DEFAULT);
        assertThat(Project.value(file, "SELECT count(*) FROM error_codes")).isEqualTo("0");
    }

    private static List<String> blocks(String page, String language) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(page)
                .results()
                .map(it -> it.group(1))
                .toList();
    }
}
