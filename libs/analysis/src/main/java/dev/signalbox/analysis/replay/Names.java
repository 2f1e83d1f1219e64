package dev.signalbox.analysis.replay;

import dev.signalbox.sql.StatementKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What statements make and change, by its name. */
final class Names {

    private Names() {}

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The table, view, index or trigger that a statement makes; null when it makes none. */
    static @Nullable String made(StatementKind kind) {
        return switch (kind) {
            case StatementKind.CreateTable it -> it.table();
            case StatementKind.CreateVirtualTable it -> it.table();
            case StatementKind.CreateView it -> it.view();
            case StatementKind.CreateIndex it -> it.index();
            case StatementKind.CreateTrigger it -> it.trigger();
            case StatementKind.RenameTable it -> it.newName();
            default -> null;
        };
    }

    /** What is not as it should be when the statement fails; null when only rows are concerned. */
    static @Nullable String changed(StatementKind kind) {
        return switch (kind) {
            case StatementKind.AddColumn it -> it.table();
            case StatementKind.DropColumn it -> it.table();
            case StatementKind.RenameColumn it -> it.table();
            case StatementKind.DropTable it -> it.table();
            case StatementKind.DropView it -> it.view();
            case StatementKind.DropIndex it -> it.index();
            case StatementKind.DropTrigger it -> it.trigger();
            default -> made(kind);
        };
    }
}
