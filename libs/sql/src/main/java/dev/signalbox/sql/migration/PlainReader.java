package dev.signalbox.sql.migration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@link MigrationFormat#PLAIN}: all of a file is UP, and nothing undoes it. */
final class PlainReader implements FormatReader {

    /** sqlx's word for it, on the first line. */
    private static final Pattern NO_TRANSACTION =
            Pattern.compile("\\uFEFF?--\\s*no-transaction\\b.*", Pattern.DOTALL);

    @Override
    public void read(List<SourceFile> files, Reading reading) {
        files.forEach(file -> read(file, reading));
    }

    private static void read(SourceFile file, Reading reading) {
        Findings findings = reading.of(file);
        Optional<MigrationName> name = MigrationName.parse(file.name());
        if (name.isEmpty()) {
            MarkedReader.refuseName(findings);
        }
        Optional<String> text = FileText.decodePossiblyEmpty(file, findings);
        text.ifPresent(it -> refuseLookalikes(it, findings));
        if (name.isEmpty()) {
            return;
        }
        reading.add(
                Draft.versioned(
                                name.get(),
                                Script.whole(file, text.orElse("")),
                                null,
                                List.of(file))
                        .transactional(
                                text.filter(it -> NO_TRANSACTION.matcher(it).lookingAt())
                                        .isEmpty()));
    }

    /** What undoes must not run with what does, whatever tool's marker stands before it. */
    private static void refuseLookalikes(String text, Findings findings) {
        for (CommentLine comment : SectionScanner.comments(text)) {
            if (Marker.lookalike(comment).isPresent()) {
                findings.add(
                        comment.position(),
                        "marker-spelling",
                        "This comment looks like the marker of a section, but is none of a format"
                                + " that is known.",
                        "Write \"-- UP\" and \"-- DOWN\" alone on their lines, or say the comment"
                                + " in other words.");
            }
        }
    }
}
