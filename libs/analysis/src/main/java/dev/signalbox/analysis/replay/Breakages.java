package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.schema.Column;
import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.schema.Trigger;
import dev.signalbox.analysis.schema.View;
import dev.signalbox.sql.StatementKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Uses, without running anything, what a migration may have broken. Each breakage is told once. */
final class Breakages {

    private final Connection connection;
    private final Set<String> told = new HashSet<>();

    Breakages(Connection connection) {
        this.connection = connection;
    }

    List<Breakage> after(List<Step> steps, Schema schema) throws SQLException {
        boolean all = steps.stream().anyMatch(step -> step.ran() && mayBreak(step.kind()));
        Set<String> made = new LinkedHashSet<>();
        Set<String> written = new LinkedHashSet<>();
        for (Step step : steps) {
            note(step, made, written);
        }
        List<Breakage> found = new ArrayList<>();
        if (all || !made.isEmpty()) {
            use(made, all, schema, found);
        }
        for (String name : written) {
            @Nullable Table table = schema.table(name);
            if (table != null && !table.foreignKeys().isEmpty()) {
                rows(table, schema).ifPresent(found::add);
            }
        }
        return found.stream().filter(each -> told.add(key(each))).toList();
    }

    private void use(Set<String> made, boolean all, Schema schema, List<Breakage> found) {
        for (View view : schema.views()) {
            if (all || made.contains(Names.folded(view.name()))) {
                refusal("SELECT 1 FROM main." + quoted(view.name()))
                        .ifPresent(said -> found.add(new Breakage.View(view.name(), said)));
            }
        }
        for (Table table : schema.tables()) {
            List<Trigger> suspects =
                    table.triggers().stream()
                            .filter(t -> all || made.contains(Names.folded(t.name())))
                            .toList();
            trigger(table, suspects).ifPresent(found::add);
        }
    }

    private static void note(Step step, Set<String> made, Set<String> written) {
        switch (step.kind()) {
            case StatementKind.CreateView it -> made.add(Names.folded(it.view()));
            case StatementKind.CreateTrigger it -> made.add(Names.folded(it.trigger()));
            case StatementKind.Insert it -> written.add(Names.folded(it.table()));
            case StatementKind.Update it -> written.add(Names.folded(it.table()));
            default -> {}
        }
    }

    private Optional<Breakage> trigger(Table table, List<Trigger> suspects) {
        if (suspects.isEmpty()) {
            return Optional.empty();
        }
        String name = quoted(table.name());
        String same =
                table.columns().stream()
                        .filter(column -> !column.generated())
                        .map(Column::name)
                        .map(column -> quoted(column) + "=" + quoted(column))
                        .collect(Collectors.joining(", "));
        return refusal("INSERT INTO main." + name + " DEFAULT VALUES")
                .or(() -> refusal("UPDATE main." + name + " SET " + same))
                .or(() -> refusal("DELETE FROM main." + name))
                .map(said -> new Breakage.Trigger(guilty(suspects, said), table.name(), said));
    }

    /** The one whose text has the last word of what SQLite says. */
    private static String guilty(List<Trigger> suspects, String said) {
        String word = said.substring(Math.max(said.lastIndexOf('.'), said.lastIndexOf(' ')) + 1);
        return suspects.stream()
                .filter(trigger -> Names.folded(trigger.sql()).contains(Names.folded(word)))
                .findFirst()
                .orElse(suspects.getFirst())
                .name();
    }

    private Optional<Breakage> rows(Table table, Schema schema) throws SQLException {
        try (PreparedStatement check =
                connection.prepareStatement(
                        "SELECT parent, count(*) FROM pragma_foreign_key_check(?) GROUP BY parent")) {
            check.setString(1, table.name());
            try (ResultSet rows = check.executeQuery()) {
                while (rows.next()) {
                    String parent = rows.getString(1);
                    if (schema.hasTable(parent)) {
                        return Optional.of(
                                new Breakage.Rows(
                                        table.name(),
                                        "%d rows of %s refer to rows of %s that no migration makes"
                                                .formatted(rows.getLong(2), table.name(), parent)));
                    }
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            // A key that is no key, which a rule tells.
            return Optional.empty();
        }
    }

    private Optional<String> refusal(String sql) {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(SqlError.message(e));
        }
    }

    private static boolean mayBreak(StatementKind kind) {
        return switch (kind) {
            case StatementKind.DropTable it -> true;
            case StatementKind.DropView it -> true;
            case StatementKind.RenameTable it -> true;
            case StatementKind.RenameColumn it -> true;
            case StatementKind.DropColumn it -> true;
            case StatementKind.Other it -> true;
            default -> false;
        };
    }

    private static String key(Breakage breakage) {
        return switch (breakage) {
            case Breakage.View it -> "view " + it.name();
            case Breakage.Trigger it -> "trigger " + it.name();
            case Breakage.Rows it -> "rows " + it.name();
        };
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
