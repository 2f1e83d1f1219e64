package dev.signalbox.rehearsal.suite;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a scenario. */
public sealed interface Step {

    Place place();

    /** Keeps what tables, or some of their columns, hold, for {@link Unchanged}. */
    record Remember(Place place, List<TableColumns> tables) implements Step {

        public Remember {
            tables = List.copyOf(tables);
        }
    }

    /** Applies migrations. */
    record Up(Place place, String target) implements Step {}

    /** Undoes migrations. */
    record Down(Place place, String target) implements Step {}

    /** Runs statements. */
    record Sql(SqlText text) implements Step {

        @Override
        public Place place() {
            return text.place();
        }
    }

    /** Asks, and compares. */
    record Expect(SqlText query, Expected expected) implements Step {

        @Override
        public Place place() {
            return query.place();
        }
    }

    /** What was remembered is still there, as it was. */
    record Unchanged(Place place, List<TableColumns> tables) implements Step {

        public Unchanged {
            tables = List.copyOf(tables);
        }
    }

    /** The file is whole, and every reference finds its row. */
    record CheckIntegrity(Place place) implements Step {}

    /**
     * How long the last way up or down may have taken.
     *
     * @param atMost null when only the rate matters
     * @param rowsPerSecond null when only the time matters
     */
    record Within(Place place, @Nullable Duration atMost, @Nullable Double rowsPerSecond)
            implements Step {}
}
