package dev.signalbox.analysis;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.analysis.source.SourceText;
import java.util.List;
import java.util.Map;

/**
 * What was found in a project's files.
 *
 * @param migrations how many were read; 0 when the files were refused
 * @param statements how many these have in both sections
 * @param sources by path, of everything that was looked at
 * @param diagnoses by file and place
 */
public record Analysis(
        int migrations,
        int statements,
        Map<String, SourceText> sources,
        List<Diagnosis> diagnoses) {

    public Analysis {
        sources = Map.copyOf(sources);
        diagnoses = List.copyOf(diagnoses);
    }

    public long count(Severity severity) {
        return diagnoses.stream().filter(d -> d.severity() == severity).count();
    }
}
