package dev.signalbox.planner.domain;

import dev.signalbox.events.plan.PlannedStep.MadeObject;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What migrations make and leave, followed through their statements in order. */
final class MadeObjects {

    private static final Pattern TEMPORARY =
            Pattern.compile(
                    "CREATE\\s+(TEMP(ORARY)?\\s|\\w+(\\s+IF\\s+NOT\\s+EXISTS)?\\s+temp\\s*\\.)",
                    Pattern.CASE_INSENSITIVE);
    private static final String TABLE = "table";
    private static final String INDEX = "index";
    private static final String VIEW = "view";
    private static final String TRIGGER = "trigger";

    /**
     * @param on the table of an index or trigger; its own name otherwise
     */
    private record Made(String type, String name, String on, String migration) {}

    private final List<Made> made = new ArrayList<>();

    void follow(String migration, List<SqlStatement> statements) {
        statements.stream()
                .filter(statement -> !TEMPORARY.matcher(statement.text()).lookingAt())
                .forEach(statement -> follow(migration, statement.kind()));
    }

    /** Those that are there at the end. */
    List<MadeObject> left() {
        return made.stream().map(m -> new MadeObject(m.type(), m.name(), m.migration())).toList();
    }

    private void follow(String migration, StatementKind kind) {
        switch (kind) {
            case StatementKind.CreateTable k -> {
                if (!k.temporary()) {
                    add(TABLE, k.table(), k.table(), migration);
                }
            }
            case StatementKind.CreateVirtualTable k -> add(TABLE, k.table(), k.table(), migration);
            case StatementKind.CreateIndex k -> add(INDEX, k.index(), k.table(), migration);
            case StatementKind.CreateView k -> add(VIEW, k.view(), k.view(), migration);
            case StatementKind.CreateTrigger k -> add(TRIGGER, k.trigger(), k.table(), migration);
            case StatementKind.DropTable k -> remove(m -> m.on().equalsIgnoreCase(k.table()));
            case StatementKind.DropIndex k -> remove(INDEX, k.index());
            case StatementKind.DropView k -> remove(m -> m.on().equalsIgnoreCase(k.view()));
            case StatementKind.DropTrigger k -> remove(TRIGGER, k.trigger());
            case StatementKind.RenameTable k -> made.replaceAll(m -> renamed(m, k));
            case StatementKind.AddColumn k -> {}
            case StatementKind.DropColumn k -> {}
            case StatementKind.RenameColumn k -> {}
            case StatementKind.Insert k -> {}
            case StatementKind.Update k -> {}
            case StatementKind.Delete k -> {}
            case StatementKind.Query k -> {}
            case StatementKind.Pragma k -> {}
            case StatementKind.TransactionControl k -> {}
            case StatementKind.SavepointControl k -> {}
            case StatementKind.OutsideTransaction k -> {}
            case StatementKind.Other k -> {}
        }
    }

    private void add(String type, String name, String on, String migration) {
        remove(type, name);
        made.add(new Made(type, name, on, migration));
    }

    private void remove(String type, String name) {
        remove(m -> m.type().equals(type) && m.name().equalsIgnoreCase(name));
    }

    private void remove(Predicate<Made> gone) {
        made.removeIf(gone);
    }

    private static Made renamed(Made made, StatementKind.RenameTable renaming) {
        if (!made.on().equalsIgnoreCase(renaming.table())) {
            return made;
        }
        var isTable = made.type().equals(TABLE);
        return new Made(
                made.type(),
                isTable ? renaming.newName() : made.name(),
                renaming.newName(),
                made.migration());
    }
}
