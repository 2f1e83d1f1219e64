package dev.signalbox.cli.changelog;

import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed between two versions: what may break others first, then by kind, each in the order
 * in which it applies.
 *
 * @param from not told itself
 * @param to told itself
 * @param ledgerRead whether a server said what is applied, tagged and released
 */
public record Changelog(
        String database, Bound from, Bound to, boolean ledgerRead, List<ChangelogEntry> entries) {

    public Changelog {
        entries = List.copyOf(entries);
    }

    public static Changelog of(
            String database,
            MigrationSet migrations,
            AppliedVersions applied,
            Bound from,
            Bound to) {
        var entries =
                migrations.inOrder().stream()
                        .filter(m -> isBetween(m.version(), from, to))
                        .map(m -> ChangelogEntry.of(m, applied))
                        .sorted(
                                Comparator.comparing((ChangelogEntry e) -> !e.isBreaking())
                                        .thenComparing(
                                                e -> e.isBreaking() ? null : e.kind(), FIRST))
                        .toList();
        return new Changelog(database, from, to, applied.known(), entries);
    }

    private static final Comparator<ChangeKind> FIRST =
            Comparator.nullsFirst(Comparator.naturalOrder());

    private static boolean isBetween(Version version, Bound from, Bound to) {
        return (from.version() == null || version.compareTo(from.version()) > 0)
                && to.version() != null
                && version.compareTo(to.version()) <= 0;
    }

    List<ChangelogEntry> breaking() {
        return entries.stream().filter(ChangelogEntry::isBreaking).toList();
    }

    List<ChangelogEntry> of(ChangeKind kind) {
        return entries.stream().filter(e -> !e.isBreaking() && e.kind() == kind).toList();
    }

    /** For a program. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("database", database);
        document.put("from", bound(from));
        document.put("to", bound(to));
        document.put("ledgerRead", ledgerRead);
        document.put("changes", entries.stream().map(ChangelogEntry::document).toList());
        return document;
    }

    private static Map<String, Object> bound(Bound bound) {
        var document = new LinkedHashMap<String, Object>();
        if (bound.version() != null) {
            document.put("version", bound.version().toString());
        }
        if (!bound.name().isEmpty()) {
            document.put("name", bound.name());
        }
        return document;
    }
}
