package dev.signalbox.knowledgebase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries that other rows may be about; the first are the most popular. */
sealed interface Entries {

    long count();

    String id(long rank);

    Entry at(long rank);

    /** Those that this fill makes: none is kept, as each can be made again. */
    record Generated(Span span, long seed) implements Entries {

        @Override
        public long count() {
            return span.count();
        }

        @Override
        public String id(long rank) {
            return span.key(rank);
        }

        @Override
        public Entry at(long rank) {
            return Entry.generated(id(rank), new Dice(seed, "entry", span.number(rank)));
        }
    }

    /** Those that are there already. */
    record Existing(List<Entry> all) implements Entries {

        private static final int MOST = 10_000;

        public Existing {
            all = List.copyOf(all);
        }

        /** The most used ones, up to a number that fits into memory. */
        static Existing read(Connection connection) throws SQLException {
            var entries = new ArrayList<Entry>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "SELECT id, problem, component FROM kb_entries"
                                            + " ORDER BY usage_count DESC, id LIMIT "
                                            + MOST)) {
                while (rows.next()) {
                    entries.add(entry(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
            return new Existing(entries);
        }

        /** Recognises what it is about; where it says nothing that is known, any will do. */
        private static Entry entry(String id, String problem, @Nullable String component) {
            var dice = new Dice(0, id, 0);
            Component its =
                    Component.ALL.stream()
                            .filter(c -> c.name().equals(component))
                            .findFirst()
                            .orElseGet(() -> dice.oneOf(Component.ALL));
            Topic topic =
                    Topic.ALL.stream()
                            .filter(t -> problem.contains(t.code()))
                            .findFirst()
                            .orElseGet(() -> dice.oneOf(Topic.ALL));
            return new Entry(id, topic, its, its.program(dice.below(Component.PROGRAMS)));
        }

        @Override
        public long count() {
            return all.size();
        }

        @Override
        public String id(long rank) {
            return at(rank).id();
        }

        @Override
        public Entry at(long rank) {
            return all.get(Math.toIntExact(rank));
        }
    }
}
