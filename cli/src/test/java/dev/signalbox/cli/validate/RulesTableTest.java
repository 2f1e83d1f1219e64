package dev.signalbox.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.analysis.Analyser;
import dev.signalbox.analysis.rule.RuleDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of rules says what the rules say of themselves. {@code ./build generate} writes it anew
 * after a deliberate change.
 */
class RulesTableTest {

    private static final boolean WRITE = Boolean.getBoolean("signalbox.generate");
    private static final Path FILE = Path.of("../docs/validate.md");
    private static final String BEGIN =
            "| rule | | catches | why | what to do |\n|---|---|---|---|---|\n";

    @Test
    void tableHasEveryRuleAsItDescribesItself() throws IOException {
        var table =
                Analyser.rules().stream()
                        .map(RulesTableTest::row)
                        .collect(Collectors.joining("\n", "", "\n"));
        var text = Files.readString(FILE);
        var begin = text.indexOf(BEGIN) + BEGIN.length();
        var end = text.indexOf("\n\n", begin) + 1;
        if (WRITE) {
            Files.writeString(FILE, text.substring(0, begin) + table + text.substring(end));
            return;
        }

        assertThat(text.substring(begin, end))
                .as("run ./build generate after a deliberate change")
                .isEqualTo(table);
    }

    @Test
    void everyRuleHasAnIdOfItsOwnAndSentences() {
        assertThat(Analyser.rules())
                .extracting(RuleDescription::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
        assertThat(Analyser.rules())
                .allSatisfy(
                        rule -> {
                            assertThat(rule.catches()).doesNotEndWith(".");
                            assertThat(rule.why()).endsWith(".");
                            assertThat(rule.remedy()).matches("(?s).*[.>;:)]");
                        });
    }

    private static String row(RuleDescription rule) {
        return "| `%s` | %s%s | %s | %s | %s |"
                .formatted(
                        rule.id(),
                        rule.severity().id(),
                        rule.fixable() ? ", fix" : "",
                        cell(rule.catches()),
                        cell(rule.why()),
                        cell(rule.remedy()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
    }
}
