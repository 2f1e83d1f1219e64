package dev.signalbox.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Edit;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.migration.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Migration files of a test: 001.sql, 002.sql and so on. */
public final class Scripts {

    private final List<SourceFile> files = new ArrayList<>();

    private Scripts() {}

    /** Each with what stands below {@code -- UP}; a text that has the marker itself is whole. */
    public static Scripts of(String... texts) {
        Scripts scripts = new Scripts();
        for (String text : texts) {
            scripts.and(text);
        }
        return scripts;
    }

    public Scripts and(String text) {
        String whole = text.contains("-- UP") ? text : "-- UP\n" + text;
        String name = String.format(Locale.ROOT, "%03d_a.sql", files.size() + 1);
        files.add(new SourceFile(name, whole.getBytes(UTF_8)));
        return this;
    }

    public LoadOutcome.Loaded load() {
        return (LoadOutcome.Loaded) new MigrationLoader().read(files);
    }

    public Analysis analysis() {
        return new Analyser(RuleLevels.DEFAULT).analyse(new MigrationLoader().read(files));
    }

    public List<Diagnosis> diagnoses() {
        return analysis().diagnoses();
    }

    /** What one rule says. */
    public List<Diagnosis> saying(String rule) {
        return diagnoses().stream().filter(d -> d.rule().equals(rule)).toList();
    }

    /** The rules that say more than information, each once, by name. */
    public List<String> rules() {
        return diagnoses().stream()
                .filter(d -> d.severity() != Severity.INFO)
                .map(Diagnosis::rule)
                .distinct()
                .sorted()
                .toList();
    }

    /** The text of the last file after the fix of a diagnosis of it. */
    public String fixed(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder(new String(files.getLast().bytes(), UTF_8));
        Objects.requireNonNull(diagnosis.fix()).edits().stream()
                .sorted(Comparator.comparingInt(Edit::from).reversed())
                .forEach(edit -> text.replace(edit.from(), edit.to(), edit.replacement()));
        return text.toString();
    }

    /** The same files, the last one with a fix. */
    public Scripts withFix(Diagnosis diagnosis) {
        Scripts other = new Scripts();
        other.files.addAll(files.subList(0, files.size() - 1));
        return other.and(fixed(diagnosis));
    }

    /** What UP of the last file does, as statements. */
    public List<String> lastStatements() {
        return load().migrations().inOrder().getLast().up().statements().stream()
                .map(statement -> statement.text())
                .toList();
    }
}
