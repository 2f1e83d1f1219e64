package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads migrations by themselves: whether what they depend on exists is for the {@link
 * MigrationLoader} to say. The same bytes under the same paths always give the same answer, so that
 * it may be kept.
 */
public final class MigrationFileReader {

    private MigrationFileReader() {}

    /**
     * Reads one file in Signalbox' own format. Never throws for what is in the file: whatever is
     * wrong with it is a finding.
     */
    public static FileOutcome read(SourceFile file) {
        Reading reading = read(ProjectForm.SIGNALBOX, List.of(file));
        return reading.migrations().isEmpty()
                ? new FileOutcome.Refused(reading.findings())
                : new FileOutcome.Read(reading.migrations().getFirst());
    }

    /**
     * Reads those migrations of some files of a project that can be read; hooks, checks and jars
     * are passed over.
     */
    public static List<Migration> readable(ProjectForm form, List<SourceFile> files) {
        return read(form, files).migrations();
    }

    /**
     * The statements of a hook as they can run: one of {@code hooks/}, or a callback of the
     * project's format. Empty when it cannot be read, which a loader would have refused.
     */
    public static Optional<List<SqlStatement>> hook(ProjectForm form, SourceFile file) {
        List<Finding> findings = new ArrayList<>();
        Stream<HookFile> hooks =
                file.folder().equals(HookReader.FOLDER)
                        ? HookReader.read(file, findings).stream()
                        : read(form, List.of(file)).hooks().stream();
        return hooks.filter(HookFile.Sql.class::isInstance)
                .map(hook -> ((HookFile.Sql) hook).statements())
                .findFirst();
    }

    /** The queries of a file of timings; empty when it cannot be read. */
    public static Optional<TimingFile> timings(SourceFile file) {
        return TimingReader.read(file, new ArrayList<>());
    }

    static Reading read(ProjectForm form, List<SourceFile> files) {
        Reading reading = new Reading(form);
        FormatReaders.of(form.format())
                .read(
                        files.stream()
                                .filter(file -> FormatDetection.concerns(form.format(), file))
                                .toList(),
                        reading);
        TextOrder.check(reading);
        return reading;
    }
}
