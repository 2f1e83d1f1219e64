package dev.signalbox.rehearsal.fill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tables get how many rows, parents first.
 *
 * @param rows by table, in the order in which they are filled
 * @param leftNull references that no row has, because tables refer to each other
 */
record FillPlan(Map<TableFacts, Long> rows, Set<Reference> leftNull, List<String> notes) {

    private static final int CHILDREN_OF_A_PARENT = 10;

    static FillPlan of(Catalogue catalogue, RowCounts counts, Map<String, Long> wanted)
            throws SQLException {
        return new Making(catalogue, counts).of(wanted);
    }

    /** How many rows a table has. */
    interface RowCounts {
        long of(TableFacts table) throws SQLException;
    }

    /** A table refers to another. */
    private record Edge(TableFacts child, Reference reference, TableFacts parent) {}

    private static final class Making {

        private final Catalogue catalogue;
        private final RowCounts counts;
        private final Map<String, TableFacts> tables = new LinkedHashMap<>();
        private final Map<String, Long> rows = new HashMap<>();
        private final List<Edge> edges = new ArrayList<>();
        private final Set<Reference> leftNull = new HashSet<>();
        private final List<String> notes = new ArrayList<>();

        Making(Catalogue catalogue, RowCounts counts) {
            this.catalogue = catalogue;
            this.counts = counts;
        }

        FillPlan of(Map<String, Long> wanted) throws SQLException {
            for (var entry : wanted.entrySet()) {
                var table =
                        catalogue
                                .table(entry.getKey())
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "there is no table %s to fill at this version"
                                                                .formatted(entry.getKey())));
                rows.put(key(table.name()), entry.getValue());
                tables.put(key(table.name()), table);
            }
            for (var table : List.copyOf(tables.values())) {
                follow(table);
            }
            breakCycles();
            var order = order();
            for (var table : order.reversed()) {
                needOfParents(table);
            }
            var planned = new LinkedHashMap<TableFacts, Long>();
            order.forEach(table -> planned.put(table, rows.getOrDefault(key(table.name()), 0L)));
            return new FillPlan(planned, leftNull, notes);
        }

        /** Parents that have rows, and are not named, stay as they are. */
        private void follow(TableFacts table) throws SQLException {
            for (var reference : table.references()) {
                if (reference.parent().equalsIgnoreCase(table.name())) {
                    continue;
                }
                var parent = catalogue.table(reference.parent());
                if (parent.isEmpty()) {
                    missing(table, reference);
                    continue;
                }
                var key = key(parent.get().name());
                var isNew = !tables.containsKey(key);
                if (isNew && counts.of(parent.get()) > 0) {
                    continue;
                }
                tables.putIfAbsent(key, parent.get());
                edges.add(new Edge(table, reference, parent.get()));
                if (isNew) {
                    follow(parent.get());
                }
            }
        }

        private void missing(TableFacts table, Reference reference) {
            if (!table.isOptional(reference)) {
                throw new CannotFillException(
                        table.name(),
                        "its foreign key %s names a table that is not there"
                                .formatted(reference.shown()));
            }
            leftNull.add(reference);
        }

        private void breakCycles() {
            for (var cycle = cycle(); !cycle.isEmpty(); cycle = cycle()) {
                var names = String.join(" → ", cycle.stream().map(e -> e.child().name()).toList());
                var optional =
                        cycle.stream()
                                .filter(edge -> edge.child().isOptional(edge.reference()))
                                .findFirst();
                if (optional.isEmpty()) {
                    throw new CannotFillException(
                            cycle.getFirst().child().name(),
                            "it is part of a circle of tables that refer to each other (%s → %s), none of which can be null"
                                    .formatted(names, cycle.getFirst().child().name()));
                }
                edges.remove(optional.get());
                leftNull.add(optional.get().reference());
                notes.add(
                        "%s: %s stays null, since tables refer to each other: %s → %s"
                                .formatted(
                                        optional.get().child().name(),
                                        String.join(", ", optional.get().reference().columns()),
                                        names,
                                        cycle.getFirst().child().name()));
            }
        }

        /** One circle, if there is any. */
        private List<Edge> cycle() {
            var done = new HashSet<TableFacts>();
            for (var table : tables.values()) {
                var found = cycle(table, new ArrayList<>(), done);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return List.of();
        }

        private List<Edge> cycle(TableFacts table, List<Edge> path, Set<TableFacts> done) {
            for (var i = 0; i < path.size(); i++) {
                if (path.get(i).child().equals(table)) {
                    return List.copyOf(path.subList(i, path.size()));
                }
            }
            if (done.contains(table)) {
                return List.of();
            }
            for (var edge : edges) {
                if (edge.child().equals(table)) {
                    path.add(edge);
                    var found = cycle(edge.parent(), path, done);
                    path.removeLast();
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
            done.add(table);
            return List.of();
        }

        private List<TableFacts> order() {
            var order = new ArrayList<TableFacts>();
            tables.values().forEach(table -> visit(table, order));
            return order;
        }

        private void visit(TableFacts table, List<TableFacts> order) {
            if (order.contains(table)) {
                return;
            }
            for (var edge : edges) {
                if (edge.child().equals(table)) {
                    visit(edge.parent(), order);
                }
            }
            order.add(table);
        }

        /**
         * Of parents that are not named: so many that a believable number of children have each.
         */
        private void needOfParents(TableFacts child) {
            var children = rows.getOrDefault(key(child.name()), 0L);
            for (var edge : edges) {
                var parent = key(edge.parent().name());
                if (edge.child().equals(child) && !isNamed(parent)) {
                    needed.merge(parent, need(edge, children), Math::max);
                    rows.put(parent, needed.getOrDefault(parent, 0L));
                }
            }
        }

        private final Map<String, Long> needed = new HashMap<>();

        private boolean isNamed(String table) {
            @Nullable Long known = rows.get(table);
            return known != null && !needed.containsKey(table);
        }

        private static long need(Edge edge, long children) {
            var once =
                    edge.child().uniques().stream()
                            .anyMatch(key -> edge.reference().columns().containsAll(key));
            // The root, so that pairs of two parents suffice for a table that joins them.
            return once
                    ? children
                    : Math.max(
                            Math.ceilDiv(children, CHILDREN_OF_A_PARENT),
                            children == 0 ? 0 : (long) Math.ceil(Math.sqrt(children)) + 1);
        }

        private static String key(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
