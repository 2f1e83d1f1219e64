package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.replay.Trouble.DownFailed;
import dev.signalbox.analysis.replay.Trouble.NotRestored;
import dev.signalbox.analysis.replay.Trouble.UpAgainFailed;
import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.SchemaReader;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.schema.View;
import dev.signalbox.analysis.source.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a migration's DOWN section where its UP section just ran, and then UP once more. */
public final class WayBack {

    private final Replayed migration;
    private final Trial trial;
    private final List<Statement> up;
    private final Neighbourhood around;

    private WayBack(Replayed migration, Trial trial) {
        this.migration = migration;
        this.trial = trial;
        this.up = migration.up().stream().map(Step::statement).toList();
        this.around =
                Neighbourhood.of(
                        migration.after(),
                        Stream.concat(up.stream(), migration.down().stream()).toList());
    }

    /** Empty when all went well, or there is no DOWN that could be tried. */
    public static Optional<Trouble> of(Replayed migration) {
        if (migration.down().isEmpty() || !migration.isSound()) {
            return Optional.empty();
        }
        try (Trial trial = new Trial()) {
            return new WayBack(migration, trial).run();
        } catch (SQLException e) {
            throw new IllegalStateException("A database in memory does not answer", e);
        }
    }

    private Optional<Trouble> run() throws SQLException {
        if (!isMade()) {
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
        Optional<Trouble> notRestored = notRestored();
        return notRestored.isPresent() ? notRestored : again();
    }

    private Optional<Trouble> again() {
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

    /** Mostly the definitions are the same letter by letter, and nothing else has to be read. */
    private Optional<Trouble> notRestored() throws SQLException {
        Set<String> tables = new TreeSet<>();
        around.tables().forEach(table -> tables.add(Names.folded(table.name())));
        migration
                .before()
                .tablesOtherThanIn(migration.after())
                .forEach(table -> tables.add(Names.folded(table.name())));
        Set<String> views = new TreeSet<>();
        around.views().forEach(view -> views.add(Names.folded(view.name())));
        migration
                .before()
                .viewsOtherThanIn(migration.after())
                .forEach(view -> views.add(Names.folded(view.name())));
        if (trial.definitions().equals(definitions(tables, views))) {
            return Optional.empty();
        }
        try (SchemaReader reader = new SchemaReader(trial.connection())) {
            Schema now = reader.read(Schema.EMPTY);
            now.tables().forEach(table -> tables.add(Names.folded(table.name())));
            now.views().forEach(view -> views.add(Names.folded(view.name())));
            List<String> differences =
                    SchemaComparison.differences(migration.before(), now, tables, views);
            return differences.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new NotRestored(migration.down().getLast(), differences));
        }
    }

    private Set<String> definitions(Set<String> tables, Set<String> views) {
        Set<String> definitions = new TreeSet<>();
        for (String name : tables) {
            @Nullable Table table = migration.before().table(name);
            if (table != null) {
                definitions.add(table.sql());
                table.indexes().forEach(index -> definitions.add(index.sql()));
                table.triggers().forEach(trigger -> definitions.add(trigger.sql()));
            }
        }
        for (String name : views) {
            @Nullable View view = migration.before().view(name);
            if (view != null) {
                definitions.add(view.sql());
                view.triggers().forEach(trigger -> definitions.add(trigger.sql()));
            }
        }
        definitions.remove("");
        return definitions;
    }

    private boolean isMade() {
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
