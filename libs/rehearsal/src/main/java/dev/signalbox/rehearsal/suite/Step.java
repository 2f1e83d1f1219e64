package dev.signalbox.rehearsal.suite;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a scenario. */
public sealed interface Step {

    Place place();

    /** As a report names it. */
    String title();

    private static String shown(List<TableColumns> tables) {
        return String.join(", ", tables.stream().map(TableColumns::toString).toList());
    }

    /** Keeps what tables, or some of their columns, hold, for {@link Unchanged}. */
    record Remember(Place place, List<TableColumns> tables) implements Step {

        public Remember {
            tables = List.copyOf(tables);
        }

        @Override
        public String title() {
            return "remember " + shown(tables);
        }
    }

    /** Applies migrations. */
    record Up(Place place, String target) implements Step {

        @Override
        public String title() {
            return "up " + target;
        }
    }

    /** Undoes migrations. */
    record Down(Place place, String target) implements Step {

        @Override
        public String title() {
            return "down " + target;
        }
    }

    /** Runs statements. */
    record Sql(SqlText text) implements Step {

        @Override
        public Place place() {
            return text.place();
        }

        @Override
        public String title() {
            return "sql";
        }
    }

    /** Asks, and compares. */
    record Expect(SqlText query, Expected expected) implements Step {

        @Override
        public Place place() {
            return query.place();
        }

        @Override
        public String title() {
            return "expect " + query.statements().getFirst().text();
        }
    }

    /** What was remembered is still there, as it was. */
    record Unchanged(Place place, List<TableColumns> tables) implements Step {

        public Unchanged {
            tables = List.copyOf(tables);
        }

        @Override
        public String title() {
            return "unchanged " + shown(tables);
        }
    }

    /** The file is whole, and every reference finds its row. */
    record CheckIntegrity(Place place) implements Step {

        @Override
        public String title() {
            return "check integrity";
        }
    }

    /**
     * How long the last way up or down may have taken.
     *
     * @param atMost null when only the rate matters
     * @param rowsPerSecond null when only the time matters
     */
    record Within(Place place, @Nullable Duration atMost, @Nullable Double rowsPerSecond)
            implements Step {

        @Override
        public String title() {
            return "within";
        }
    }
}
