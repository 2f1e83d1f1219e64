package dev.signalbox.cli.changelog;

import dev.signalbox.cli.changelog.AppliedVersions.Applied;
import dev.signalbox.sql.TouchedTable;
import dev.signalbox.sql.migration.Migration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A migration as a changelog tells it.
 *
 * @param title its author's description or title, else its name in words
 * @param written when, by its author's word; null when that is not said
 * @param breaking why others may have to change; empty when nothing says so
 * @param applied what the ledger says of it; null when it is not applied, or that is not known
 */
record ChangelogEntry(
        String version,
        String migration,
        String file,
        String title,
        @Nullable String author,
        @Nullable Instant written,
        ChangeKind kind,
        List<String> breaking,
        List<String> tables,
        boolean reversible,
        @Nullable Applied applied) {

    ChangelogEntry {
        breaking = List.copyOf(breaking);
        tables = List.copyOf(tables);
    }

    static ChangelogEntry of(Migration migration, AppliedVersions applied) {
        var metadata = migration.metadata();
        var reading = ScriptReading.of(migration.up().statements());
        var breaking = new ArrayList<String>();
        if (metadata.breakingChange()) {
            breaking.add("its author says so");
        }
        breaking.addAll(reading.breaking());
        var tables = new LinkedHashSet<>(metadata.affectedTables());
        tables.addAll(TouchedTable.allOf(migration.up().statements()));
        return new ChangelogEntry(
                migration.version().toString(),
                migration.stem(),
                migration.fileName(),
                title(migration),
                metadata.author(),
                metadata.createdAt(),
                reading.kind(),
                breaking,
                List.copyOf(tables),
                migration.isReversible(),
                applied.of(migration.version()).orElse(null));
    }

    private static String title(Migration migration) {
        var metadata = migration.metadata();
        return Stream.of(metadata.description(), metadata.title())
                .flatMap(Stream::ofNullable)
                .filter(d -> !d.isBlank())
                .findFirst()
                .orElseGet(() -> migration.name().replaceAll("[_-]+", " ").strip());
    }

    boolean isBreaking() {
        return !breaking.isEmpty();
    }

    Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("version", version);
        document.put("migration", migration);
        document.put("file", file);
        document.put("title", title);
        if (author != null) {
            document.put("author", author);
        }
        if (written != null) {
            document.put("written", written.toString());
        }
        document.put("kind", kind.id());
        document.put("breaking", isBreaking());
        document.put("reasons", breaking);
        document.put("tables", tables);
        document.put("reversible", reversible);
        if (applied != null) {
            put(document, "appliedAt", applied.at());
            put(document, "tag", applied.tag());
            put(document, "release", applied.release());
            put(document, "releasedAt", applied.releasedAt());
            put(document, "releasedBy", applied.releasedBy());
        }
        return document;
    }

    private static void put(Map<String, Object> document, String name, String value) {
        if (!value.isEmpty()) {
            document.put(name, value);
        }
    }
}
