package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.knowledgebase.KnowledgeBase;
import dev.signalbox.knowledgebase.KnowledgeBaseGenerator;
import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Installation;
import dev.signalbox.system.harness.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of docs/guide-examples.md, in its order, on one knowledge base. */
@ExtendWith(Shared.class)
class GuideExamplesIT {

    private static final Pattern BLOCK =
            Pattern.compile(
                    "(?:^`([^`\\n]+)`:\\n\\n)?^```(\\w+)\\n(.*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final String EXIT = "exit ";

    private final Shared.Standalone shared;
    private final String database;
    private int commands;

    GuideExamplesIT(Shared.Standalone shared) {
        this.shared = shared;
        this.database = shared.newDatabase("guide");
    }

    @Test
    void everyExampleDoesWhatThePageSays() throws IOException, SQLException {
        knowledgeBase();
        var page = Files.readString(Installation.home().resolve("docs/guide-examples.md"));

        BLOCK.matcher(page).results().forEach(this::block);

        assertThat(commands).isGreaterThan(25);
    }

    /** At its first version, with rows of an application. */
    private void knowledgeBase() throws IOException, SQLException {
        var migrations = shared.project().file("migrations/" + database);
        KnowledgeBase.writeTo(migrations);
        shared.project()
                .database(
                        database,
                        "jdbc:sqlite:" + database + ".db",
                        "migrations/" + database,
                        "careful");
        run("signalbox up kb 001", List.of());
        try (var connection =
                DriverManager.getConnection(
                        "jdbc:sqlite:" + shared.project().file(database + ".db"))) {
            connection.setAutoCommit(false);
            new KnowledgeBaseGenerator().fill(connection, "001", Map.of("kb_entries", 200L), 1);
            connection.commit();
        }
    }

    private void block(MatchResult block) {
        var file = block.group(1);
        if (file != null) {
            shared.project().write("migrations/" + database + "/" + file, block.group(3));
        } else if (block.group(2).equals("sh")) {
            script(block.group(3).lines().toList());
        }
    }

    private void script(List<String> lines) {
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("signalbox ")) {
                var says = new ArrayList<String>();
                for (var j = i + 1; j < lines.size() && lines.get(j).startsWith("# "); j++) {
                    says.add(lines.get(j).substring(2));
                }
                run(lines.get(i), says);
            }
        }
        assertThat(lines)
                .as("a block has commands and what they say alone")
                .allMatch(line -> line.startsWith("signalbox ") || line.startsWith("# "));
    }

    private void run(String line, List<String> says) {
        var words = new ArrayList<String>();
        for (var word : WORD.matcher(line).results().toList()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        words.replaceAll(word -> word.equals("kb") ? database : word);
        var ran =
                Command.signalbox(
                        shared.project().folder(),
                        words.subList(1, words.size()).toArray(String[]::new));
        commands++;
        var exit =
                says.stream()
                        .filter(text -> text.startsWith(EXIT))
                        .map(text -> Integer.parseInt(text.substring(EXIT.length())))
                        .findFirst()
                        .orElse(0);
        assertThat(ran.exit()).as(() -> line + "\n" + ran.said()).isEqualTo(exit);
        says.stream()
                .filter(text -> !text.startsWith(EXIT))
                .forEach(
                        text ->
                                assertThat(ran.said())
                                        .as(line)
                                        .contains(text.replaceFirst("^kb ", database + " ")));
    }
}
