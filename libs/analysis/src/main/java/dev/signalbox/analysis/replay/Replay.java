package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.SchemaReader;
import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.StatementKind.Pragma;
import dev.signalbox.sql.migration.Migration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the UP sections of migrations in their order, on a database that begins empty. A statement
 * that fails is noted and passed over, so that the others are checked as well.
 */
public final class Replay {

    private static final String TEMPORARY =
            "SELECT type, name FROM sqlite_temp_schema WHERE type IN ('table', 'view', 'trigger')";

    private final Trial trial;
    private final SchemaChange change;
    private final Causes causes;
    private final Breakages breakages;
    private final List<Replayed> migrations = new ArrayList<>();
    private Schema schema = Schema.EMPTY;

    private Replay(Trial trial, SchemaReader reader, Causes causes) {
        this.trial = trial;
        this.change = new SchemaChange(reader);
        this.causes = causes;
        this.breakages = new Breakages(trial.connection());
    }

    /**
     * @param inOrder as they will be applied
     */
    public static History of(List<Migration> inOrder) {
        try (Trial trial = new Trial();
                SchemaReader reader = new SchemaReader(trial.connection())) {
            Replay replay = new Replay(trial, reader, new Causes(makers(inOrder)));
            for (Migration migration : inOrder) {
                replay.run(migration);
            }
            return new History(replay.migrations, replay.causes.troubles(), replay.schema);
        } catch (SQLException e) {
            throw new IllegalStateException("A database in memory does not answer", e);
        }
    }

    private static Map<String, Causes.Maker> makers(List<Migration> migrations) {
        Map<String, Causes.Maker> makers = new HashMap<>();
        for (int i = 0; i < migrations.size(); i++) {
            Causes.Maker maker = new Causes.Maker(i, migrations.get(i).source().path());
            for (var statement : migrations.get(i).up().statements()) {
                @Nullable String made = Names.made(statement.kind());
                if (made != null) {
                    makers.put(Names.folded(made), maker);
                }
            }
        }
        return makers;
    }

    private void run(Migration migration) throws SQLException {
        Schema before = schema;
        List<SourceText> sources = MigrationSources.of(migration);
        SourceText source = MigrationSources.ofSection(sources, migration.up());
        List<Step> steps = new ArrayList<>();
        for (var sql : migration.up().statements()) {
            steps.add(run(new Statement(sql, source)));
        }
        endOfTransaction(steps);
        SourceText below = MigrationSources.ofSection(sources, migration.down());
        List<Statement> down =
                migration.down().statements().stream()
                        .map(sql -> new Statement(sql, below))
                        .toList();
        migrations.add(
                new Replayed(
                        migration,
                        sources,
                        steps,
                        down,
                        before,
                        schema,
                        breakages.after(steps, schema)));
    }

    private Step run(Statement statement) throws SQLException {
        Schema before = schema;
        @Nullable SqlError error = trial.run(statement);
        if (error == null) {
            schema = change.after(statement.kind(), before);
            causes.ran(statement);
        } else {
            causes.failed(statement, error, before, migrations.size());
        }
        return new Step(statement, before, schema, error);
    }

    /** What does not outlive the connection that each migration has for itself. */
    private void endOfTransaction(List<Step> steps) throws SQLException {
        boolean pragmas = false;
        boolean temporary = false;
        for (Step step : steps) {
            pragmas |= step.kind() instanceof Pragma pragma && !pragma.value().isEmpty();
            temporary |= makesTemporary(step.kind());
        }
        if (pragmas) {
            trial.run("PRAGMA legacy_alter_table=OFF");
            trial.run("PRAGMA writable_schema=OFF");
            trial.run("PRAGMA ignore_check_constraints=OFF");
        }
        if (temporary) {
            dropTemporary();
        }
    }

    private static boolean makesTemporary(StatementKind kind) {
        return switch (kind) {
            case StatementKind.CreateTable it -> it.temporary();
            case StatementKind.CreateView it -> true;
            case StatementKind.CreateTrigger it -> true;
            default -> false;
        };
    }

    private void dropTemporary() throws SQLException {
        List<String> drops = new ArrayList<>();
        try (java.sql.Statement statement = trial.connection().createStatement();
                ResultSet rows = statement.executeQuery(TEMPORARY)) {
            while (rows.next()) {
                drops.add(
                        "DROP %s IF EXISTS temp.\"%s\""
                                .formatted(
                                        rows.getString(1),
                                        rows.getString(2).replace("\"", "\"\"")));
            }
        }
        drops.forEach(trial::run);
    }
}
