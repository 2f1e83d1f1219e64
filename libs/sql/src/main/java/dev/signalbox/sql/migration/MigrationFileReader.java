package dev.signalbox.sql.migration;

import java.util.List;

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
