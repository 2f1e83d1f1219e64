package dev.signalbox.sql.migration;

import dev.signalbox.sql.SqlStatement;
import java.util.List;

/** A file of {@code hooks/}, which runs at a certain moment of a run. */
public sealed interface HookFile {

    HookEvent event();

    SourceFile source();

    /** One transaction of SQL. */
    record Sql(HookEvent event, SourceFile source, List<SqlStatement> statements)
            implements HookFile {

        public Sql {
            statements = List.copyOf(statements);
        }
    }

    /** A program that the system runs. */
    record Program(HookEvent event, SourceFile source) implements HookFile {}
}
