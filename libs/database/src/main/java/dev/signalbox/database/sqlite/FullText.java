package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Full-text tables: those that keep their own text, and those that index another table's. */
final class FullText {

    private static final Pattern CONTENT =
            Pattern.compile(
                    "\\bcontent\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([\\w$]*))",
                    Pattern.CASE_INSENSITIVE);

    private static final List<String> MODULES = List.of("fts4", "fts5");

    private FullText() {}

    /** An ordinary table, or a full-text table with a text of its own. */
    static boolean mayBeCopied(Schema.Table table) {
        return table.module() == null || (is(table) && content(table).isEmpty());
    }

    static boolean is(Schema.Table table) {
        @Nullable String module = table.module();
        return module != null && MODULES.contains(module);
    }

    /** The table whose text is indexed; an empty name when the text is kept nowhere. */
    static Optional<String> content(Schema.Table table) {
        Matcher matcher = CONTENT.matcher(table.definition());
        if (!is(table) || !matcher.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= 3; group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group));
            }
        }
        return Optional.of("");
    }

    /** Indexes anew what those tables hold now. */
    static void rebuild(Handle handle, Schema schema, List<String> contents) {
        for (Schema.Table table : schema.tables()) {
            Optional<String> content = content(table);
            if (content.isPresent()
                    && contents.stream().anyMatch(content.get()::equalsIgnoreCase)) {
                String name = SqlTokens.quoted(table.name());
                handle.run("INSERT INTO main." + name + " (" + name + ") VALUES ('rebuild')");
            }
        }
    }
}
