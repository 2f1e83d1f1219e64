package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.replay.Trouble.DownFailed;
import dev.signalbox.analysis.replay.Trouble.NotRestored;
import dev.signalbox.analysis.replay.Trouble.UpAgainFailed;
import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.SchemaReader;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a migration's DOWN section where its UP section just ran, and then UP once more. */
public final class WayBack {

    private final Replayed migration;

    private WayBack(Replayed migration) {
        this.migration = migration;
    }

    /** Empty when all went well, or there is no DOWN that could be tried. */
    public static Optional<Trouble> of(Replayed migration) {
        if (migration.down().isEmpty() || !migration.isSound()) {
            return Optional.empty();
        }
        try (Trial trial = new Trial()) {
            return new WayBack(migration).in(trial);
        } catch (SQLException e) {
            throw new IllegalStateException("A database in memory does not answer", e);
        }
    }

    private Optional<Trouble> in(Trial trial) throws SQLException {
        List<Statement> up = migration.up().stream().map(Step::statement).toList();
        List<Statement> all = Stream.concat(up.stream(), migration.down().stream()).toList();
        Neighbourhood around = Neighbourhood.of(migration.after(), all);
        if (!isMade(around, trial)) {
            return Optional.empty();
        }
        for (Statement statement : migration.down()) {
            @Nullable SqlError error = trial.run(statement);
            if (error != null) {
                // Rows that UP brought along are not here.
                return error.isConstraint()
                        ? Optional.empty()
                        : Optional.of(new DownFailed(statement, error));
            }
        }
        Optional<Trouble> notRestored = notRestored(around, all, trial);
        return notRestored.isPresent() ? notRestored : again(up, trial);
    }

    private Optional<Trouble> again(List<Statement> up, Trial trial) {
        for (Statement statement : up) {
            @Nullable SqlError error = trial.run(statement);
            if (error != null) {
                return error.isConstraint()
                        ? Optional.empty()
                        : Optional.of(new UpAgainFailed(statement, error));
            }
        }
        return Optional.empty();
    }

    private Optional<Trouble> notRestored(Neighbourhood around, List<Statement> all, Trial trial)
            throws SQLException {
        Neighbourhood wanted = Neighbourhood.of(migration.before(), all);
        Schema now;
        try (SchemaReader reader = new SchemaReader(trial.connection())) {
            now = reader.read(Schema.EMPTY);
        }
        List<String> differences =
                SchemaComparison.differences(
                        migration.before(),
                        now,
                        Stream.concat(
                                        wanted.tables().stream().map(Table::name),
                                        Stream.concat(
                                                around.tables().stream().map(Table::name),
                                                now.tables().stream().map(Table::name)))
                                .toList());
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new NotRestored(migration.down().getLast(), differences));
    }

    private static boolean isMade(Neighbourhood around, Trial trial) {
        for (Table table : around.tables()) {
            if (table.type() != Table.Type.SHADOW && trial.run(table.sql()) != null) {
                return false;
            }
        }
        Stream<String> others =
                Stream.of(
                                around.tables().stream()
                                        .flatMap(table -> table.indexes().stream())
                                        .map(index -> index.sql())
                                        .filter(sql -> !sql.isEmpty()),
                                around.views().stream().map(view -> view.sql()),
                                around.tables().stream()
                                        .flatMap(table -> table.triggers().stream())
                                        .map(trigger -> trigger.sql()),
                                around.views().stream()
                                        .flatMap(view -> view.triggers().stream())
                                        .map(trigger -> trigger.sql()))
                        .flatMap(sql -> sql);
        return others.allMatch(sql -> trial.run(sql) == null);
    }
}
