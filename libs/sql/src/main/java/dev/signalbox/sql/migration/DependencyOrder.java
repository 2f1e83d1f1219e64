package dev.signalbox.sql.migration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order in which migrations apply: each after all that it needs, otherwise by version. One may
 * need another of a higher version, which then comes first.
 *
 * @param versions those that can be put in order; all, when there are no cycles
 * @param cycles each one as a chain in which every element needs the next, and the last the first
 */
record DependencyOrder(List<Version> versions, List<List<Version>> cycles) {

    static DependencyOrder of(Map<Version, Set<Version>> needs) {
        Map<Version, Set<Version>> open = new TreeMap<>();
        needs.forEach(
                (version, needed) -> {
                    Set<Version> known = new TreeSet<>(needed);
                    known.retainAll(needs.keySet());
                    open.put(version, known);
                });
        List<Version> ordered = takeFree(open);
        List<List<Version>> cycles = new ArrayList<>();
        while (!open.isEmpty()) {
            List<Version> cycle = findCycle(open);
            cycles.add(cycle);
            cycle.forEach(open::remove);
            open.values().forEach(needed -> needed.removeAll(cycle));
            takeFree(open);
        }
        return new DependencyOrder(List.copyOf(ordered), List.copyOf(cycles));
    }

    /** Takes out, lowest version first, all that do not need anything left, until none is free. */
    private static List<Version> takeFree(Map<Version, Set<Version>> open) {
        Map<Version, List<Version>> neededBy = new TreeMap<>();
        PriorityQueue<Version> free = new PriorityQueue<>();
        open.forEach(
                (version, needed) -> {
                    needed.forEach(
                            one ->
                                    neededBy.computeIfAbsent(one, none -> new ArrayList<>())
                                            .add(version));
                    if (needed.isEmpty()) {
                        free.add(version);
                    }
                });
        List<Version> taken = new ArrayList<>();
        for (Version version = free.poll(); version != null; version = free.poll()) {
            taken.add(version);
            open.remove(version);
            for (Version waiting : neededBy.getOrDefault(version, List.of())) {
                Set<Version> needed = open.getOrDefault(waiting, Set.of());
                if (needed.remove(version) && needed.isEmpty()) {
                    free.add(waiting);
                }
            }
        }
        return taken;
    }

    /** All that are left need something that is left: following that leads round. */
    private static List<Version> findCycle(Map<Version, Set<Version>> open) {
        Set<Version> walked = new LinkedHashSet<>();
        Version at = open.keySet().iterator().next();
        while (walked.add(at)) {
            at = open.getOrDefault(at, Set.of()).iterator().next();
        }
        List<Version> path = List.copyOf(walked);
        List<Version> cycle = path.subList(path.indexOf(at), path.size());
        return startingWithLowest(cycle);
    }

    private static List<Version> startingWithLowest(List<Version> cycle) {
        int lowest = cycle.indexOf(cycle.stream().min(Version::compareTo).orElseThrow());
        List<Version> turned = new ArrayList<>(cycle.subList(lowest, cycle.size()));
        turned.addAll(cycle.subList(0, lowest));
        return List.copyOf(turned);
    }
}
