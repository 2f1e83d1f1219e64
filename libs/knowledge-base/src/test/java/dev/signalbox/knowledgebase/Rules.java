package dev.signalbox.knowledgebase;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.sql.migration.ForeignKeys;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.transfer.Rule;
import dev.signalbox.transfer.RuleFiles;
import dev.signalbox.transfer.RuleRun;
import dev.signalbox.transfer.RuleSet;
import dev.signalbox.transfer.TransferOptions;
import dev.signalbox.transfer.TransferOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The knowledge base's transformations, run by the engine that runs them in production. */
final class Rules implements AutoCloseable {

    private static final RunContext CONTEXT =
            new RunContext("plan-1", "hash-1", "run-1", "local:alice", "host-a");

    private final RuleSet rules;
    private final LeasedDatabase database;
    private final TransferOptions options;
    private int runs;

    Rules(Path file) {
        this(file, TransferOptions.DEFAULT);
    }

    Rules(Path file, TransferOptions options) {
        this.options = options;
        rules = read();
        LeaseRequest request =
                new LeaseRequest(
                        "worker",
                        "host-a",
                        4711,
                        "run-1",
                        0,
                        Duration.ofMinutes(10),
                        WaitPolicy.NONE,
                        true,
                        false);
        LeaseOutcome outcome =
                new SqliteDatabase(new SqliteFile(file, ForeignKeys.ON), FailPoints.NONE)
                        .acquire(request);
        database = ((LeaseOutcome.Acquired) outcome).session();
    }

    static RuleSet read() {
        var project = (LoadOutcome.Loaded) new MigrationLoader().readFolder(TestDatabase.FOLDER);
        return ((RuleFiles.Outcome.Read) RuleFiles.read(project)).rules();
    }

    /** Runs those behind a version, in their order. */
    Map<String, TransferOutcome> after(int version) throws IOException {
        var outcomes = new LinkedHashMap<String, TransferOutcome>();
        for (Rule rule : rules.rules()) {
            String after = rule.after();
            if (after != null && after.startsWith("%03d_".formatted(version))) {
                outcomes.put(rule.id(), run(rule));
            }
        }
        return outcomes;
    }

    TransferOutcome run(String id) throws IOException {
        return run(rules.find(id).orElseThrow());
    }

    private TransferOutcome run(Rule rule) throws IOException {
        return RuleRun.run(database, rule, "run-" + ++runs, CONTEXT, options);
    }

    /** Takes those behind a version back, the last first. */
    void undo(int version) {
        for (Rule rule : rules.rules().reversed()) {
            String after = rule.after();
            if (after != null && after.startsWith("%03d_".formatted(version))) {
                RuleRun.undo(database, rule, "undo-" + ++runs, CONTEXT, options);
            }
        }
    }

    @Override
    public void close() {
        database.release();
    }
}
