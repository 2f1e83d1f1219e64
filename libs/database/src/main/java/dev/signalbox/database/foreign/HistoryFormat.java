package dev.signalbox.database.foreign;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** How one tool writes its history down. */
interface HistoryFormat {

    ForeignTool tool();

    /** Whether a table is such a history: by its columns, and by its name where they are few. */
    boolean fits(ForeignTable table);

    /** Further tables of the tool, in lower case. */
    default Set<String> companions() {
        return Set.of();
    }

    /**
     * What is in force, or half done, in the order of application.
     *
     * @param rows in the order in which the table gives them
     * @param companion the rows of one of {@link #companions()}; none if there is no such table
     */
    List<ForeignEntry> entries(List<ForeignRow> rows, Function<String, List<ForeignRow>> companion);
}
