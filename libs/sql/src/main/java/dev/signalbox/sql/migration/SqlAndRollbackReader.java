package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@link MigrationFormat#SQL_AND_ROLLBACK}. A file of {@code rollback/} wins over a DOWN section in
 * the migration's own file.
 */
final class SqlAndRollbackReader implements FormatReader {

    static final String SQL = "sql";
    static final String ROLLBACK = "rollback";

    private static final Pattern ROLLBACK_NAME =
            Pattern.compile("(" + Version.NUMBERS + ")([_-].*)?\\.sql", Pattern.CASE_INSENSITIVE);

    @Override
    public void read(List<SourceFile> files, Reading reading) {
        Map<Version, SourceFile> rollbacks = new HashMap<>();
        files.stream()
                .filter(file -> file.folder().equals(ROLLBACK))
                .forEach(file -> rollback(file, rollbacks, reading));
        files.stream()
                .filter(file -> file.folder().equals(SQL))
                .forEach(file -> migration(file, rollbacks, reading));
        rollbacks.values().forEach(left -> refuseLonely(left, reading));
    }

    private static void rollback(
            SourceFile file, Map<Version, SourceFile> rollbacks, Reading reading) {
        Matcher matcher = ROLLBACK_NAME.matcher(file.name());
        Optional<Version> version =
                matcher.matches() ? Version.parse(matcher.group(1)) : Optional.empty();
        if (version.isEmpty()) {
            reading.of(file)
                    .add(
                            null,
                            "file-name",
                            "The name of the file does not say which version it undoes.",
                            "Name it like 0001_rollback.sql.");
            return;
        }
        SourceFile other = rollbacks.putIfAbsent(version.get(), file);
        if (other != null) {
            PairReader.refuseTwoDowns(file, other, reading);
        }
    }

    private static void migration(
            SourceFile file, Map<Version, SourceFile> rollbacks, Reading reading) {
        Findings findings = reading.of(file);
        Optional<MigrationName> name = MigrationName.parse(file.name());
        @Nullable SourceFile rollback = name.map(it -> rollbacks.remove(it.version())).orElse(null);
        if (name.isEmpty()) {
            MarkedReader.refuseName(findings);
        }
        Optional<String> text = FileText.decode(file, findings);
        if (name.isEmpty() || text.isEmpty()) {
            name.ifPresent(known -> reading.exists(file.path(), known));
            return;
        }
        FileSections sections =
                SectionScanner.scanOrWhole(text.get(), PatternMarkers.ANNOTATED, findings);
        List<SourceFile> consists = new ArrayList<>(List.of(file));
        @Nullable Script down =
                sections.part(Marker.DOWN)
                        .map(part -> Script.of(file, ReplacedText.unchanged(text.get()), part))
                        .orElse(null);
        if (rollback != null) {
            consists.add(rollback);
            down =
                    FileText.decodePossiblyEmpty(rollback, reading.of(rollback))
                            .map(it -> Script.whole(rollback, it))
                            .orElse(null);
        }
        reading.add(
                Draft.versioned(
                                name.get(),
                                sections.part(Marker.UP)
                                        .map(
                                                part ->
                                                        Script.of(
                                                                file,
                                                                ReplacedText.unchanged(text.get()),
                                                                part))
                                        .orElseGet(() -> untilDown(file, text.get(), sections)),
                                down,
                                consists)
                        .with(Annotations.read(sections.header(), findings)));
    }

    /** Without a marker, all is UP that stands before DOWN. */
    private static Script untilDown(SourceFile file, String text, FileSections sections) {
        int end =
                sections.part(Marker.DOWN)
                        .map(part -> text.lastIndexOf(part.line().text(), part.from()))
                        .orElse(text.length());
        return new Script(file, text, 0, end, SourcePosition.START, null, ReplacedText.Places.SAME);
    }

    private static void refuseLonely(SourceFile rollback, Reading reading) {
        reading.of(rollback)
                .add(
                        null,
                        "down-without-up",
                        "There is no migration in " + SQL + "/ that it could undo.",
                        "Give it the number of a migration, or remove it.");
    }
}
