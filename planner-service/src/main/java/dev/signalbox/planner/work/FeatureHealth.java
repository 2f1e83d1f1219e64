package dev.signalbox.planner.work;

import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.Schema;
import dev.signalbox.events.Finding;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether all that the migrations give a database is there, and answers. */
final class FeatureHealth {

    /** Their companions, such as fts5vocab, answer no MATCH. */
    private static final Set<String> FULL_TEXT = Set.of("fts3", "fts4", "fts5");

    private static final Duration ONE_ANSWER = Duration.ofSeconds(2);

    private final PlanStore plans;
    private final List<String> checked = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    FeatureHealth(PlanStore plans) {
        this.plans = plans;
    }

    Health.Aspect of(DatabaseSettings database, DatabaseReader reader, String lastSnapshot) {
        var observed = reader.observe();
        checked.add(
                "%d migrations are in force; the schema was compared with what the last one left."
                        .formatted(observed.ledger().applied().size()));
        findings.addAll(DatabaseFindings.drift(observed));
        answers(observed.schema(), reader);
        observed.ledger()
                .lockHolder()
                .filter(holder -> !holder.live())
                .ifPresent(
                        holder ->
                                findings.add(
                                        Finding.warning(
                                                "lock-left",
                                                null,
                                                "The lock of %s has run out and was not released"
                                                        .formatted(holder.description()),
                                                "The next run takes it over; signalbox unlock %s frees it now."
                                                        .formatted(database.id()))));
        findings.addAll(DatabaseFindings.backfills(database, reader));
        DatabaseFindings.unsettledRun(database, plans).ifPresent(findings::add);
        checked.add(lastSnapshot);
        return Health.Aspect.of("features", Health.State.PARTIAL, checked, findings);
    }

    /** Views and full-text indexes break silently when what they read is changed. */
    private void answers(Schema schema, DatabaseReader reader) {
        Map<String, SqlStatement> queries = new LinkedHashMap<>();
        for (var view : schema.views()) {
            queries.put(
                    "The view " + view.name(),
                    query("SELECT * FROM " + quoted(view.name()) + " LIMIT 0"));
        }
        for (var table : schema.tables()) {
            if (FULL_TEXT.contains(String.valueOf(table.module()))) {
                queries.put(
                        "The full-text index " + table.name(),
                        query(
                                "SELECT rowid FROM %1$s WHERE %1$s MATCH 'a' LIMIT 1"
                                        .formatted(quoted(table.name()))));
            }
        }
        var measured = reader.time(List.copyOf(queries.values()), 1, ONE_ANSWER);
        var names = List.copyOf(queries.keySet());
        for (var i = 0; i < names.size(); i++) {
            var error = measured.get(i).error();
            if (error != null) {
                findings.add(
                        Finding.error(
                                "no-answer",
                                null,
                                "%s does not answer: %s".formatted(names.get(i), error),
                                "Write it anew for what is there now, in a migration."));
            }
        }
        checked.add(
                "%d views and full-text indexes were asked whether they answer."
                        .formatted(names.size()));
    }

    private static SqlStatement query(String text) {
        return new SqlStatement(text, SourcePosition.START, new StatementKind.Query());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
