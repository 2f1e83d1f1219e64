package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A project of a test: its files' paths and texts, read as they are or expected to be refused. */
final class Project {

    private final Map<String, String> placeholders = new TreeMap<>();
    private final List<SourceFile> files = new ArrayList<>();

    static Project of(String path, String text) {
        return new Project().and(path, text);
    }

    Project and(String path, String text) {
        files.add(TestFiles.file(path, text));
        return this;
    }

    Project with(String placeholder, String value) {
        placeholders.put(placeholder, value);
        return this;
    }

    List<SourceFile> files() {
        return files;
    }

    LoadOutcome.Loaded loaded() {
        LoadOutcome outcome = new MigrationLoader().read(files, placeholders);
        assertThat(outcome).isInstanceOf(LoadOutcome.Loaded.class);
        return (LoadOutcome.Loaded) outcome;
    }

    MigrationFormat format() {
        return loaded().format();
    }

    List<Migration> migrations() {
        return loaded().migrations().inOrder();
    }

    /** The only one. */
    Migration migration() {
        assertThat(migrations()).hasSize(1);
        return migrations().getFirst();
    }

    /** Version and name of each, in order. */
    List<String> names() {
        return migrations().stream().map(it -> it.version() + " " + it.name()).toList();
    }

    List<Finding> findings() {
        LoadOutcome outcome = new MigrationLoader().read(files, placeholders);
        assertThat(outcome).isInstanceOf(LoadOutcome.Refused.class);
        return ((LoadOutcome.Refused) outcome).findings();
    }

    /** Each finding as {@code file:line:column code}, or {@code file code}. */
    List<String> refusals() {
        return findings().stream().map(Project::shown).toList();
    }

    /** The only finding. */
    Finding finding() {
        assertThat(findings()).hasSize(1);
        return findings().getFirst();
    }

    private static String shown(Finding finding) {
        String place = finding.position() == null ? "" : ":" + finding.position();
        return finding.file() + place + " " + finding.code();
    }

    /** Each statement with its place, as {@code 2:1 SELECT 1}. */
    static List<String> placed(List<SqlStatement> statements) {
        return statements.stream().map(it -> it.position() + " " + it.text()).toList();
    }
}
