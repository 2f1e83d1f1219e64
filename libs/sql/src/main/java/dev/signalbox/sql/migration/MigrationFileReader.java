package dev.signalbox.sql.migration;

import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import dev.signalbox.sql.sqlite.SqliteTokenChecksum;
import java.util.List;
import java.util.Optional;

/**
 * Reads one migration file for SQLite, by itself: whether its dependencies exist is for the {@link
 * MigrationLoader} to say. The same bytes under the same path always give the same answer, so that
 * it may be kept.
 */
public final class MigrationFileReader {

    private final SourceFile file;
    private final Findings findings;

    private MigrationFileReader(SourceFile file) {
        this.file = file;
        this.findings = new Findings(file.path());
    }

    /** Never throws for what is in the file: whatever is wrong with it is a finding. */
    public static FileOutcome read(SourceFile file) {
        return new MigrationFileReader(file).read();
    }

    private FileOutcome read() {
        Optional<MigrationName> name = MigrationName.parse(file.name());
        if (name.isEmpty()) {
            findings.add(
                    null,
                    "file-name",
                    "The name of the file has no version, or nothing behind it.",
                    "Name it like 001_create_users.sql, 20260101120000_create_users.sql or"
                            + " 1.2.0_create_users.sql.");
        }
        Optional<Migration> migration =
                FileText.decode(file, findings).flatMap(text -> migration(name, text));
        return migration.isPresent() && findings.isEmpty()
                ? new FileOutcome.Read(migration.get())
                : new FileOutcome.Refused(findings.all());
    }

    private Optional<Migration> migration(Optional<MigrationName> name, String text) {
        FileSections sections = SectionScanner.scan(text, findings);
        MigrationMetadata metadata = MetadataReader.read(sections.header(), findings);
        List<SqlStatement> up = statements(text, sections, Marker.UP);
        List<SqlStatement> down = statements(text, sections, Marker.DOWN);
        Migration.Section upSection = SectionRules.apply(up, findings);
        Migration.Section downSection = SectionRules.apply(down, findings);
        sections.part(Marker.UP)
                .filter(part -> findings.isEmpty() && upSection.isEmpty())
                .ifPresent(this::refuseEmpty);
        if (name.isEmpty() || !findings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Migration(
                        name.get(),
                        metadata,
                        new Migration.Body.Sql(upSection, downSection),
                        Checksum.raw(file.sharedBytes()),
                        SqliteTokenChecksum.of(up, down),
                        file));
    }

    private List<SqlStatement> statements(String text, FileSections sections, Marker marker) {
        try {
            return sections.part(marker)
                    .map(part -> SqliteSplitter.split(text, part.from(), part.to(), part.start()))
                    .orElse(List.of());
        } catch (SqlSyntaxException e) {
            findings.add(e);
            return List.of();
        }
    }

    private void refuseEmpty(FileSections.Part up) {
        findings.add(
                up.at(),
                "empty-up",
                "The UP section has no statement that could run.",
                "Write the migration below \"-- UP\", or remove the file.");
    }
}
