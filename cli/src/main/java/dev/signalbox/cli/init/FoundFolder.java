package dev.signalbox.cli.init;

import dev.signalbox.sql.migration.FolderLayout;
import java.nio.file.Path;

/**
 * A folder with migrations.
 *
 * @param because who says so; empty when it was found by looking
 */
record FoundFolder(Path folder, FolderLayout layout, String because) {

    int size() {
        return layout.names().size();
    }

    /**
     * @param name the folder's, as it is shown
     */
    String sentence(String name) {
        var names = layout.names();
        return "%s  %d %s, %s%s%s"
                .formatted(
                        name,
                        names.size(),
                        names.size() == 1 ? "migration" : "migrations",
                        layout.format().title(),
                        names.isEmpty()
                                ? ""
                                : " (%s … %s)"
                                        .formatted(names.getFirst().path(), names.getLast().path()),
                        because.isEmpty() ? "" : ", named by " + because);
    }
}
