package dev.signalbox.sql.migration;

import java.util.List;

/** A file of {@code timings/}: named queries whose times are compared before and after. */
public record TimingFile(SourceFile source, List<TimedQuery> queries) {

    public TimingFile {
        queries = List.copyOf(queries);
    }
}
