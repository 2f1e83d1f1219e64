package dev.signalbox.analysis;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.ProjectForm;
import java.util.List;
import java.util.Map;

/**
 * What was found in a project's files.
 *
 * @param form with which they were read
 * @param migrations in their order; none when the files were refused
 * @param statements how many these have in both sections
 * @param sources by path, of everything that was looked at
 * @param diagnoses by file and place
 */
public record Analysis(
        ProjectForm form,
        List<Migration> migrations,
        int statements,
        Map<String, SourceText> sources,
        List<Diagnosis> diagnoses) {

    public Analysis {
        migrations = List.copyOf(migrations);
        sources = Map.copyOf(sources);
        diagnoses = List.copyOf(diagnoses);
    }

    public long count(Severity severity) {
        return diagnoses.stream().filter(d -> d.severity() == severity).count();
    }

    /** The migrations that a file is of: more than one where a format has several in a file. */
    List<Migration> migrationsOf(String file) {
        return migrations.stream()
                .filter(m -> m.files().stream().anyMatch(f -> f.path().equals(file)))
                .toList();
    }
}
