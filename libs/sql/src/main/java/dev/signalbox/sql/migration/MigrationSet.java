package dev.signalbox.sql.migration;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The migrations of a project in the order in which they apply: each after all that it depends on,
 * otherwise by version.
 */
public final class MigrationSet {

    /** What may be said instead of the highest version. */
    public static final String LATEST = "latest";

    private final Map<Version, Migration> inOrder = new LinkedHashMap<>();
    private final List<Migration> baselines;
    private final Map<Version, Set<Version>> needs;
    private final NameIndex names;

    MigrationSet(
            List<Migration> inOrder, List<Migration> baselines, Map<Version, Set<Version>> needs) {
        this.baselines = List.copyOf(baselines);
        inOrder.forEach(migration -> this.inOrder.put(migration.version(), migration));
        this.needs = needs;
        this.names = new NameIndex(inOrder.stream().map(Migration::naming).toList());
    }

    public List<Migration> inOrder() {
        return List.copyOf(inOrder.values());
    }

    /** Those that stand for all versions up to their own, in no order. */
    public List<Migration> baselines() {
        return baselines;
    }

    /** The versions that a baseline of this version stands for; repeatable ones have none. */
    public List<Version> notAbove(Version baseline) {
        return inOrder.keySet().stream()
                .filter(version -> !version.isRepeatable() && version.compareTo(baseline) <= 0)
                .toList();
    }

    public Optional<Migration> find(Version version) {
        return Optional.ofNullable(inOrder.get(version));
    }

    /** The one of the highest version; empty when there are none but repeatable ones. */
    public Optional<Migration> latest() {
        return inOrder.keySet().stream()
                .filter(version -> !version.isRepeatable())
                .max(Version::compareTo)
                .flatMap(this::find);
    }

    /**
     * The migration that a target names: by version, file stem or file name, or {@link #LATEST}.
     */
    public Optional<Migration> resolve(String target) {
        return target.equals(LATEST)
                ? latest()
                : names.find(target).flatMap(name -> find(name.version()));
    }

    /** File stems of the at most three migrations that an unknown target probably meant. */
    public List<String> nearest(String target) {
        return names.nearest(target, 3);
    }

    /** The migrations that one depends on by its own metadata, in order. */
    public List<Migration> dependenciesOf(Migration migration) {
        Set<Version> needed = needs.getOrDefault(migration.version(), Set.of());
        return inOrder.values().stream().filter(one -> needed.contains(one.version())).toList();
    }

    /**
     * The migrations that depend on one, by their own metadata or by that of one that depends on
     * it, in order.
     */
    public List<Migration> dependentsOf(Migration migration) {
        Set<Version> dependent = new TreeSet<>();
        dependent.add(migration.version());
        // A migration stands behind all that it depends on, so that one pass finds every chain.
        for (Version version : inOrder.keySet()) {
            if (needs.getOrDefault(version, Set.of()).stream().anyMatch(dependent::contains)) {
                dependent.add(version);
            }
        }
        dependent.remove(migration.version());
        return inOrder.values().stream().filter(one -> dependent.contains(one.version())).toList();
    }

    /** All that are not applied, in the order in which to apply them. */
    public List<Migration> pending(Collection<Version> applied) {
        Set<Version> done = new TreeSet<>(applied);
        return inOrder.values().stream().filter(one -> !done.contains(one.version())).toList();
    }

    /**
     * What brings a database to a target, in the order in which to apply it: of the migrations that
     * are not applied, those whose version is not above the target's, and all that these depend on,
     * which may be above it.
     *
     * @param applied the versions that the database has; unknown ones do not matter here
     */
    public List<Migration> upTo(Migration target, Collection<Version> applied) {
        Set<Version> done = new TreeSet<>(applied);
        Set<Version> wanted = new TreeSet<>();
        Deque<Version> toLookAt = new ArrayDeque<>();
        inOrder.keySet().stream()
                .filter(version -> version.compareTo(target.version()) <= 0)
                .forEach(toLookAt::add);
        while (!toLookAt.isEmpty()) {
            Version version = toLookAt.remove();
            if (!done.contains(version) && wanted.add(version)) {
                toLookAt.addAll(needs.getOrDefault(version, Set.of()));
            }
        }
        return inOrder.values().stream().filter(one -> wanted.contains(one.version())).toList();
    }
}
