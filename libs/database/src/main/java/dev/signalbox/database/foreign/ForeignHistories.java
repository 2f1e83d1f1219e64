package dev.signalbox.database.foreign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the histories of other tools among a database's tables. */
public final class ForeignHistories {

    /** The first that fits is it: those with the most telling columns come first. */
    private static final List<HistoryFormat> FORMATS =
            List.of(
                    new FlywayHistory(),
                    new LiquibaseHistory(),
                    new PrismaHistory(),
                    new GooseHistory(),
                    new RunnerHistory(),
                    new MigrationsTableHistory(),
                    new ManagerHistory(),
                    new GolangMigrateHistory(),
                    new DieselHistory(),
                    new VersionListHistory());

    private ForeignHistories() {}

    /**
     * @param tables the user's
     * @param rows reads all rows of a table of that name
     */
    public static List<ForeignHistory> among(
            List<ForeignTable> tables, Function<String, List<ForeignRow>> rows) {
        var found = new ArrayList<ForeignHistory>();
        for (var table : tables) {
            formatOf(table).ifPresent(format -> found.add(read(format, table, tables, rows)));
        }
        return List.copyOf(found);
    }

    private static Optional<HistoryFormat> formatOf(ForeignTable table) {
        return FORMATS.stream().filter(format -> format.fits(table)).findFirst();
    }

    private static ForeignHistory read(
            HistoryFormat format,
            ForeignTable table,
            List<ForeignTable> tables,
            Function<String, List<ForeignRow>> rows) {
        var belonging = new HashSet<>(format.companions());
        belonging.add(table.folded());
        return new ForeignHistory(
                format.tool(),
                table.name(),
                belonging,
                format.entries(
                        rows.apply(table.name()),
                        companion ->
                                tables.stream()
                                        .filter(other -> other.isCalled(companion))
                                        .findFirst()
                                        .map(other -> rows.apply(other.name()))
                                        .orElse(List.of())));
    }
}
