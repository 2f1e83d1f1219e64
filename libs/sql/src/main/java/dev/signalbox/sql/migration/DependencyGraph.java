package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which migration needs which others. What is named and does not exist, and what names itself, are
 * findings.
 */
final class DependencyGraph {

    private final NameIndex names;
    private final Map<Version, Set<Version>> needs = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /** {@code names} also has files that are refused for other reasons: they do exist. */
    DependencyGraph(List<Migration> migrations, NameIndex names) {
        this.names = names;
        for (Migration migration : migrations) {
            needs.put(migration.version(), needs(migration));
        }
    }

    /** For every migration the ones it names itself. */
    Map<Version, Set<Version>> needs() {
        return needs;
    }

    List<Finding> findings() {
        return findings;
    }

    private Set<Version> needs(Migration migration) {
        Set<Version> needed = new TreeSet<>();
        for (Dependency dependency : migration.metadata().dependencies()) {
            Optional<MigrationName> found = names.find(dependency.name());
            if (found.isEmpty()) {
                refuseMissing(migration, dependency);
            } else if (found.get().version().equals(migration.version())) {
                refuseSelf(migration, dependency);
            } else {
                needed.add(found.get().version());
            }
        }
        return needed;
    }

    private void refuseMissing(Migration migration, Dependency dependency) {
        List<String> near = names.nearest(dependency.name(), 3);
        findings.add(
                new Finding(
                        migration.source().path(),
                        dependency.position(),
                        "missing-dependency",
                        "It depends on "
                                + Excerpt.of(dependency.name())
                                + ", and there is no such migration.",
                        near.isEmpty()
                                ? "Name a version, a file name, or a file name without .sql."
                                : "Did you mean " + String.join(" or ", near) + "?"));
    }

    private void refuseSelf(Migration migration, Dependency dependency) {
        findings.add(
                new Finding(
                        migration.source().path(),
                        dependency.position(),
                        "self-dependency",
                        "It depends on itself.",
                        "Remove " + Excerpt.of(dependency.name()) + " from its dependencies."));
    }
}
