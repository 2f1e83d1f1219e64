package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.Migration.Body;
import java.util.List;

/** The texts of a migration's files. */
final class MigrationSources {

    private MigrationSources() {}

    /** That of its UP section first. A jar has no text. */
    static List<SourceText> of(Migration migration) {
        return switch (migration.body()) {
            case Body.Sql sql -> migration.files().stream().map(SourceText::of).toList();
            case Body.Java java -> List.of(new SourceText(migration.source().path(), ""));
        };
    }

    /**
     * The file that has the section's statements letter by letter. Where none has them, because
     * placeholders were filled in, the first.
     */
    static SourceText ofSection(List<SourceText> sources, Migration.Section section) {
        return sources.stream()
                .filter(
                        source ->
                                section.statements().stream()
                                        .allMatch(sql -> new Statement(sql, source).isAsWritten()))
                .findFirst()
                .orElse(sources.getFirst());
    }
}
