package dev.signalbox.sql.migration;

import dev.signalbox.sql.SqlStatement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A file of {@code checks/}: queries that must return no row.
 *
 * @param warning what they find does not fail the run
 */
public record CheckFile(SourceFile source, List<SqlStatement> queries, boolean warning) {

    public CheckFile {
        queries = List.copyOf(queries);
    }

    /**
     * The migration after which it runs: the one whose stem it has, or whose version it begins
     * with. Empty when it checks the whole.
     */
    public Optional<Migration> after(MigrationSet migrations) {
        String stem = stem();
        return migrations.inOrder().stream()
                .filter(migration -> isOf(migration, stem))
                .max(Comparator.comparingInt(one -> one.version().toString().length()));
    }

    private String stem() {
        String name = source.name();
        return name.substring(0, name.length() - MigrationName.SUFFIX.length());
    }

    private static boolean isOf(Migration migration, String stem) {
        String version = migration.version().toString();
        return stem.equals(migration.stem())
                || (stem.length() > version.length()
                        && stem.startsWith(version)
                        && "_-.".indexOf(stem.charAt(version.length())) >= 0);
    }
}
