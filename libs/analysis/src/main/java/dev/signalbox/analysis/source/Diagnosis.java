package dev.signalbox.analysis.source;

import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SourcePosition;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that is said about a migration.
 *
 * @param finding what, where and what to do; its code is the id of the rule
 * @param end where the part that is meant ends (exclusive); null when the finding has no place
 * @param fix null where no machine can mend it
 */
public record Diagnosis(
        Finding finding, @Nullable SourcePosition end, Severity severity, @Nullable Fix fix) {

    /** By file, then by place. */
    public static final Comparator<Diagnosis> BY_PLACE =
            Comparator.comparing((Diagnosis diagnosis) -> diagnosis.finding.file())
                    .thenComparingInt(Diagnosis::line)
                    .thenComparingInt(Diagnosis::column)
                    .thenComparing(diagnosis -> diagnosis.finding.code());

    public String rule() {
        return finding.code();
    }

    /** 1-based; 0 for the file as a whole. */
    public int line() {
        return finding.position() == null ? 0 : finding.position().line();
    }

    /** 1-based, in code points; 0 for the file as a whole. */
    public int column() {
        return finding.position() == null ? 0 : finding.position().column();
    }

    public Diagnosis withSeverity(Severity other) {
        return new Diagnosis(finding, end, other, fix);
    }
}
