package dev.signalbox.sql.migration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Some tools order by the text of names, where {@code 10} comes before {@code 9}. Here numbers
 * count, so that files whose order would be another one are refused.
 */
final class TextOrder {

    private TextOrder() {}

    static void check(Reading reading) {
        switch (reading.form().format()) {
            case DIESEL, DBMATE, PRISMA -> compare(reading);
            case SIGNALBOX,
                    ANNOTATED,
                    SQL_AND_ROLLBACK,
                    PLAIN,
                    FLYWAY,
                    GOLANG_MIGRATE,
                    GOOSE,
                    LIQUIBASE -> {}
        }
    }

    private static void compare(Reading reading) {
        List<Map.Entry<String, MigrationName>> inOrder =
                reading.names().entrySet().stream()
                        .sorted(Comparator.comparing(it -> it.getValue().version()))
                        .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            MigrationName before = inOrder.get(i - 1).getValue();
            MigrationName name = inOrder.get(i).getValue();
            boolean same = before.version().equals(name.version());
            if (!same && text(before, reading).compareTo(text(name, reading)) > 0) {
                refuse(inOrder.get(i).getKey(), before, name, reading);
            }
        }
    }

    /** Diesel orders by versions, the others by whole names. */
    private static String text(MigrationName name, Reading reading) {
        return reading.form().format() == MigrationFormat.DIESEL
                ? name.version().toString()
                : name.stem();
    }

    private static void refuse(
            String path, MigrationName before, MigrationName name, Reading reading) {
        String tool = reading.form().format().title();
        reading.at(path)
                .add(
                        null,
                        "version-order",
                        tool
                                + " orders by text, and so runs "
                                + name.stem()
                                + " before "
                                + before.stem()
                                + "; by their numbers it comes after it.",
                        "Give the numbers of all migrations the same length, with zeros in front.");
    }
}
