package dev.signalbox.planner.work;

import dev.signalbox.database.BackfillRecord;
import dev.signalbox.database.BackfillToRun.Direction;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.FailedRow;
import dev.signalbox.events.Finding;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.transfer.Rule;
import dev.signalbox.transfer.RuleFiles;
import dev.signalbox.transfer.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a database's project, and where each stands.
 *
 * @param findings why the rules cannot be read
 */
public record TransformationView(String database, List<Entry> rules, List<Finding> findings) {

    /** Of one rule; more are in the database. */
    private static final int MOST_ROWS = 1_000;

    /**
     * @param description absent for a rule that the project does not have any more
     * @param after the migration behind which it runs; absent for one that runs on demand
     * @param lastRun absent when it never ran on this database
     */
    public record Entry(
            String rule,
            @Nullable String description,
            @Nullable String after,
            @Nullable String source,
            boolean reversible,
            @Nullable LastRun lastRun) {}

    /**
     * @param state running, failed, completed or undone
     * @param expected rows of the source; absent where there is none
     * @param error why it stopped; absent when it did not
     */
    public record LastRun(
            String state,
            @Nullable Long expected,
            long transformed,
            long skipped,
            long failed,
            long written,
            long batches,
            @Nullable String run,
            @Nullable String error,
            Instant startedAt,
            Instant updatedAt) {

        static LastRun of(BackfillRecord row) {
            return new LastRun(
                    row.state().name().toLowerCase(Locale.ROOT),
                    row.expected() < 0 ? null : row.expected(),
                    row.counts().transformed(),
                    row.counts().skipped(),
                    row.counts().failed(),
                    row.counts().written(),
                    row.counts().batches(),
                    row.runId(),
                    row.error(),
                    row.startedAt(),
                    row.updatedAt());
        }
    }

    /** A row that could not be transformed. */
    public record Failed(String rule, String key, String reason, String row, Instant at) {}

    static TransformationView of(
            DatabaseSettings database, LoadOutcome files, ObservedDatabases databases) {
        var findings = new ArrayList<Finding>();
        var rules = rules(files, findings);
        var records =
                databases.look(
                        database,
                        reader -> reader.map(DatabaseReader::backfills).orElse(List.of()));
        var entries = new ArrayList<Entry>();
        rules.rules().forEach(rule -> entries.add(entry(rule, records)));
        records.stream()
                .filter(it -> it.direction() == Direction.FORWARD)
                .filter(it -> rules.find(it.rule()).isEmpty())
                .forEach(
                        it ->
                                entries.add(
                                        new Entry(
                                                it.rule(),
                                                null,
                                                null,
                                                null,
                                                false,
                                                LastRun.of(it))));
        return new TransformationView(database.id(), entries, findings);
    }

    static List<Failed> failed(
            DatabaseSettings database, String rule, ObservedDatabases databases) {
        return databases
                .look(
                        database,
                        reader -> reader.map(r -> r.failedRows(rule, MOST_ROWS)).orElse(List.of()))
                .stream()
                .map(TransformationView::failed)
                .toList();
    }

    private static Failed failed(FailedRow row) {
        return new Failed(row.rule(), row.key(), row.reason(), row.row(), row.at());
    }

    private static RuleSet rules(LoadOutcome files, List<Finding> findings) {
        return switch (files) {
            case LoadOutcome.Refused refused -> {
                findings.addAll(Projects.findings(refused));
                yield RuleSet.NONE;
            }
            case LoadOutcome.Loaded loaded ->
                    switch (RuleFiles.read(loaded)) {
                        case RuleFiles.Outcome.Read read -> read.rules();
                        case RuleFiles.Outcome.Refused refused -> {
                            findings.addAll(refused.findings());
                            yield RuleSet.NONE;
                        }
                    };
        };
    }

    private static Entry entry(Rule rule, List<BackfillRecord> records) {
        var source = rule.source();
        return new Entry(
                rule.id(),
                rule.description(),
                rule.after(),
                source == null ? null : source.table(),
                rule.hasUndo(),
                records.stream()
                        .filter(it -> it.direction() == Direction.FORWARD)
                        .filter(it -> it.rule().equals(rule.id()))
                        .findFirst()
                        .map(LastRun::of)
                        .orElse(null));
    }
}
