package dev.signalbox.sql.migration;

import java.util.List;
import java.util.Optional;

/** Formats with one file a migration, {@code <version>_<name>.sql}, whose sections are marked. */
abstract class MarkedReader implements FormatReader {

    private final Markers markers;

    MarkedReader(Markers markers) {
        this.markers = markers;
    }

    @Override
    public final void read(List<SourceFile> files, Reading reading) {
        files.forEach(file -> read(file, reading));
    }

    private void read(SourceFile file, Reading reading) {
        Findings findings = reading.of(file);
        if (refuses(file, findings)) {
            return;
        }
        Optional<MigrationName> name = MigrationName.parse(file.name());
        if (name.isEmpty()) {
            refuseName(findings);
        }
        Optional<ReplacedText> text =
                FileText.decode(file, findings).map(it -> replaced(it, reading.form(), findings));
        if (text.isEmpty()) {
            name.ifPresent(known -> reading.exists(file.path(), known));
            return;
        }
        Findings inText = findings.in(text.get().places());
        FileSections sections = SectionScanner.scan(text.get().text(), markers, inText);
        Draft draft =
                Draft.versioned(
                                name.orElse(MigrationName.UNKNOWN),
                                script(file, text.get(), sections, Marker.UP),
                                sections.part(Marker.DOWN)
                                        .map(part -> Script.of(file, text.get(), part))
                                        .orElse(null),
                                List.of(file))
                        .with(metadata(sections, inText))
                        .transactional(isTransactional(sections, inText));
        if (name.isPresent()) {
            reading.add(draft);
        } else {
            reading.look(draft);
        }
    }

    private static Script script(
            SourceFile file, ReplacedText text, FileSections sections, Marker marker) {
        return sections.part(marker)
                .map(part -> Script.of(file, text, part))
                .orElseGet(() -> Script.nothing(file));
    }

    static void refuseName(Findings findings) {
        findings.add(
                null,
                "file-name",
                "The name of the file has no version, or nothing behind it.",
                "Name it like 001_create_users.sql, 20260101120000_create_users.sql or"
                        + " 1.2.0_create_users.sql.");
    }

    /** Whether a file is refused before it is looked at. */
    boolean refuses(SourceFile file, Findings findings) {
        return false;
    }

    /** The text with its placeholders replaced. */
    ReplacedText replaced(String text, ProjectForm form, Findings findings) {
        return ReplacedText.unchanged(text);
    }

    abstract MigrationMetadata metadata(FileSections sections, Findings findings);

    abstract boolean isTransactional(FileSections sections, Findings findings);
}
