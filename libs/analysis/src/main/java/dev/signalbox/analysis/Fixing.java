package dev.signalbox.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Edit;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries fixes out in the files of a folder: each file at once, or not at all. */
public final class Fixing {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path folder;
    private final Set<String> applied;

    /**
     * @param applied the stems of the migrations that were applied, whose files must stay as they
     *     are
     */
    public Fixing(Path folder, Set<String> applied) {
        this.folder = folder;
        this.applied = Set.copyOf(applied);
    }

    /** What became of a fix. */
    public sealed interface Outcome {

        Diagnosis diagnosis();

        record Applied(Diagnosis diagnosis) implements Outcome {}

        /**
         * @param why as a sentence
         */
        record Left(Diagnosis diagnosis, String why) implements Outcome {}
    }

    /** Fixes what is more than information; the rest is for whoever makes it a warning. */
    public List<Outcome> apply(Analysis analysis) throws IOException {
        Map<String, List<Diagnosis>> byFile = new LinkedHashMap<>();
        for (Diagnosis diagnosis : analysis.diagnoses()) {
            if (diagnosis.fix() != null && diagnosis.severity() != Severity.INFO) {
                byFile.computeIfAbsent(diagnosis.finding().file(), none -> new ArrayList<>())
                        .add(diagnosis);
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (var entry : byFile.entrySet()) {
            SourceText source = Objects.requireNonNull(analysis.sources().get(entry.getKey()));
            outcomes.addAll(apply(analysis, source, entry.getValue()));
        }
        return outcomes;
    }

    private List<Outcome> apply(Analysis analysis, SourceText source, List<Diagnosis> diagnoses)
            throws IOException {
        List<Migration> migrations = analysis.migrationsOf(source.path());
        if (migrations.stream().anyMatch(m -> applied.contains(m.stem()))) {
            return left(
                    diagnoses,
                    "The migration was applied, and its file must stay what it was; write a new"
                            + " migration.");
        }
        Path file = folder.resolve(source.path()).toRealPath();
        String written = Files.readString(file, UTF_8);
        boolean marked = written.startsWith(BYTE_ORDER_MARK);
        if (!(marked ? written.substring(1) : written).equals(source.text())) {
            return left(diagnoses, "The file was changed meanwhile; run the command again.");
        }
        List<Outcome> outcomes = new ArrayList<>();
        String fixed = edited(source.text(), compatible(diagnoses, outcomes));
        byte[] bytes = ((marked ? BYTE_ORDER_MARK : "") + fixed).getBytes(UTF_8);
        mustBeReadable(analysis, migrations, new SourceFile(source.path(), bytes));
        replace(file, bytes);
        return outcomes;
    }

    private static void mustBeReadable(
            Analysis analysis, List<Migration> migrations, SourceFile changed) {
        List<SourceFile> files = new ArrayList<>();
        files.add(changed);
        migrations.stream()
                .flatMap(migration -> migration.files().stream())
                .filter(file -> !file.path().equals(changed.path()))
                .forEach(files::add);
        int readable = MigrationFileReader.readable(analysis.form(), files).size();
        if (readable != migrations.size()) {
            throw new IllegalStateException(
                    "A fix would make " + changed.path() + " unreadable; it was not changed");
        }
    }

    /** The edits of all fixes that do not get in each other's way; the earlier ones win. */
    private static List<Edit> compatible(List<Diagnosis> diagnoses, List<Outcome> outcomes) {
        List<Edit> edits = new ArrayList<>();
        for (Diagnosis diagnosis : diagnoses) {
            @Nullable Fix fix = diagnosis.fix();
            List<Edit> wanted = fix == null ? List.of() : fix.edits();
            if (wanted.stream().anyMatch(edit -> edits.stream().anyMatch(edit::overlaps))) {
                outcomes.add(
                        new Outcome.Left(
                                diagnosis,
                                "Another fix changed the same place; run the command again."));
            } else {
                wanted.stream().filter(edit -> !edits.contains(edit)).forEach(edits::add);
                outcomes.add(new Outcome.Applied(diagnosis));
            }
        }
        return edits;
    }

    private static String edited(String text, List<Edit> edits) {
        StringBuilder edited = new StringBuilder(text);
        // Stable: what is put in at one place keeps its order.
        List<Edit> sorted =
                edits.stream().sorted(Comparator.comparingInt(Edit::from)).toList().reversed();
        for (Edit edit : sorted) {
            edited.replace(edit.from(), edit.to(), edit.replacement());
        }
        return edited.toString();
    }

    /** Readers see the old file or the new one. */
    private static void replace(Path file, byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), ".signalbox-", ".tmp");
        try {
            Files.write(temporary, bytes);
            keepPermissions(file, temporary);
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        var of = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        var with = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (of != null && with != null) {
            with.setPermissions(of.readAttributes().permissions());
        }
    }

    private static List<Outcome> left(List<Diagnosis> diagnoses, String why) {
        return diagnoses.stream().<Outcome>map(d -> new Outcome.Left(d, why)).toList();
    }
}
