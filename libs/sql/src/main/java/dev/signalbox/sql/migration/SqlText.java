package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.util.List;

/** A file that is nothing but SQL, without sections. */
final class SqlText {

    private SqlText() {}

    /** Its statements; none when it cannot be read, which is then a finding. */
    static List<SqlStatement> statements(SourceFile file, Findings findings) {
        try {
            return FileText.decode(file, findings)
                    .map(text -> SqliteSplitter.split(text, SourcePosition.START))
                    .orElse(List.of());
        } catch (SqlSyntaxException e) {
            findings.add(e);
            return List.of();
        }
    }
}
