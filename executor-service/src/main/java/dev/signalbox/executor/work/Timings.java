package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.MeasuredQuery;
import dev.signalbox.events.QueryTime;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.sql.migration.TimedQuery;
import dev.signalbox.sql.migration.TimingFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project's named queries, timed. */
final class Timings {

    private final List<TimingFile> files = new ArrayList<>();

    /**
     * @throws IOException when the plan's bundle does not hold a file as the planner read it
     */
    Timings(Turn turn, List<String> paths) throws IOException {
        for (var path : paths) {
            var file = new SourceFile(path, turn.scripts().file(path).content());
            files.add(
                    MigrationFileReader.timings(file)
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    "The executor cannot read the queries of "
                                                            + path)));
        }
    }

    /**
     * @param before the same queries before the changes; empty when these are those
     */
    List<QueryTime> of(DatabaseReader reader, List<QueryTime> before) {
        var times = new ArrayList<QueryTime>();
        for (var file : files) {
            var queries = file.queries();
            var measured =
                    reader.time(
                            queries.stream().map(TimedQuery::query).toList(),
                            ExaminationLimits.TIMED_RUNS,
                            ExaminationLimits.TIMING);
            for (var i = 0; i < queries.size(); i++) {
                times.add(time(file.source().path(), queries.get(i), measured.get(i), before));
            }
        }
        return times;
    }

    private static QueryTime time(
            String file, TimedQuery query, MeasuredQuery measured, List<QueryTime> before) {
        var median = measured.median();
        var earlier =
                before.stream()
                        .filter(t -> t.file().equals(file) && t.name().equals(query.name()))
                        .map(QueryTime::median)
                        .filter(time -> time != null)
                        .findFirst()
                        .orElse(null);
        return new QueryTime(
                file,
                query.name(),
                median,
                earlier,
                median != null && earlier != null && query.isSlower(earlier, median),
                measured.error());
    }

    static String sentence(QueryTime time) {
        return "%s takes %s instead of %s"
                .formatted(time.name(), text(time.median()), text(time.before()));
    }

    private static String text(@Nullable Duration duration) {
        return duration == null
                ? "no known time"
                : "%.1f ms".formatted(duration.toNanos() / 1_000_000.0);
    }
}
