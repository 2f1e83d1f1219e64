package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must hold between the files of a project: one file a version, and no cycles. */
final class SetRules {

    private SetRules() {}

    /** One finding a version that several files have; all of them are named. */
    static List<Finding> duplicates(Map<String, MigrationName> nameOfPath) {
        Map<Version, List<String>> pathsOfVersion = new TreeMap<>();
        nameOfPath.forEach(
                (path, name) ->
                        pathsOfVersion
                                .computeIfAbsent(name.version(), none -> new ArrayList<>())
                                .add(path));
        List<Finding> findings = new ArrayList<>();
        pathsOfVersion.forEach(
                (version, paths) -> {
                    if (paths.size() > 1) {
                        findings.add(duplicate(version, paths));
                    }
                });
        return findings;
    }

    private static Finding duplicate(Version version, List<String> paths) {
        return new Finding(
                file(paths.getLast()),
                null,
                "duplicate-version",
                "Several files have version " + version + ": " + String.join(", ", paths) + ".",
                "Give all but the one that was applied first another version.");
    }

    /** Of a changeset, the file that it is in. */
    private static String file(String place) {
        int end = place.toLowerCase(Locale.ROOT).indexOf(MigrationName.SUFFIX + "!");
        return end < 0 ? place : place.substring(0, end + MigrationName.SUFFIX.length());
    }

    /** A cycle with its files in order, placed where its first file names the second. */
    static Finding cycle(List<Version> cycle, Map<Version, Migration> migrations, NameIndex names) {
        List<Migration> round =
                cycle.stream()
                        .map(version -> Objects.requireNonNull(migrations.get(version)))
                        .toList();
        Migration first = round.getFirst();
        return new Finding(
                first.source().path(),
                place(first, round.get(1 % round.size()).version(), names),
                "dependency-cycle",
                "Migrations need each other in a circle: "
                        + round.stream()
                                .map(Migration::fileName)
                                .collect(Collectors.joining(" needs "))
                        + " needs "
                        + first.fileName()
                        + ".",
                "Remove one of these dependencies.");
    }

    private static @Nullable SourcePosition place(
            Migration migration, Version needed, NameIndex names) {
        return migration.metadata().dependencies().stream()
                .filter(
                        dependency ->
                                names.find(dependency.name())
                                        .filter(name -> name.version().equals(needed))
                                        .isPresent())
                .map(Dependency::position)
                .findFirst()
                .orElse(null);
    }
}
