package dev.signalbox.sql.migration;

import dev.signalbox.sql.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds migrations by what people call them: version, file stem or full file name. */
final class NameIndex {

    private final Map<Version, MigrationName> byVersion = new TreeMap<>();
    private final Map<String, MigrationName> byFile = new HashMap<>();
    private final List<String> stems = new ArrayList<>();

    NameIndex(Collection<MigrationName> names) {
        for (MigrationName name : names) {
            byVersion.putIfAbsent(name.version(), name);
            byFile.putIfAbsent(name.stem(), name);
            byFile.putIfAbsent(name.fileName(), name);
            stems.add(name.stem());
        }
    }

    Optional<MigrationName> find(String called) {
        MigrationName file = byFile.get(called);
        return file != null ? Optional.of(file) : Version.parse(called).map(byVersion::get);
    }

    /** The stems of those that were probably meant, by their versions or by their names. */
    List<String> nearest(String called, int limit) {
        Map<String, String> stemOfVersion = new HashMap<>();
        byVersion.forEach((version, name) -> stemOfVersion.put(version.toString(), name.stem()));
        List<String> near = new ArrayList<>(Nearest.to(called, stems, limit));
        Nearest.to(called, stemOfVersion.keySet(), limit).stream()
                .map(version -> stemOfVersion.getOrDefault(version, version))
                .filter(stem -> !near.contains(stem))
                .forEach(near::add);
        return List.copyOf(near.subList(0, Math.min(limit, near.size())));
    }
}
