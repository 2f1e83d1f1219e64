package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@link MigrationFormat#GOOSE}. {@code StatementBegin} and {@code StatementEnd} are comments here:
 * where a statement ends, its syntax says.
 */
final class GooseReader extends MarkedReader {

    private static final Pattern ANNOTATION =
            Pattern.compile("--\\s*\\+goose\\s+(.*?)\\s*", Pattern.DOTALL);
    private static final Pattern GO = Pattern.compile("[0-9]+_.*\\.go", Pattern.DOTALL);
    private static final String NO_TRANSACTION = "NO TRANSACTION";
    private static final List<String> KNOWN =
            List.of(
                    "UP",
                    "DOWN",
                    "STATEMENTBEGIN",
                    "STATEMENTEND",
                    NO_TRANSACTION,
                    EnvironmentSubstitution.ON,
                    EnvironmentSubstitution.OFF);

    GooseReader() {
        super(PatternMarkers.GOOSE);
    }

    /** {@code 00002_name.go}; tests beside it are none. */
    static boolean isGo(String fileName) {
        return GO.matcher(fileName).matches() && !fileName.endsWith("_test.go");
    }

    @Override
    boolean refuses(SourceFile file, Findings findings) {
        boolean go = isGo(file.name());
        if (go) {
            findings.add(
                    null,
                    "go-migration",
                    "The migration is written in Go, and cannot run here; those after it may need"
                            + " it.",
                    "Write it in SQL, or in Java in a jar.");
        }
        return go;
    }

    @Override
    ReplacedText replaced(String text, ProjectForm form, Findings findings) {
        return new EnvironmentSubstitution(form.placeholders(), findings).in(text);
    }

    @Override
    MigrationMetadata metadata(FileSections sections, Findings findings) {
        return MigrationMetadata.NONE;
    }

    @Override
    boolean isTransactional(FileSections sections, Findings findings) {
        boolean transactional = true;
        for (CommentLine comment : sections.comments()) {
            Matcher matcher = ANNOTATION.matcher(comment.text());
            if (matcher.matches()) {
                String said = matcher.group(1).toUpperCase(Locale.ROOT);
                if (!KNOWN.contains(said)) {
                    refuse(comment, matcher.group(1), findings);
                }
                transactional &= !said.equals(NO_TRANSACTION);
            }
        }
        return transactional;
    }

    private static void refuse(CommentLine comment, String said, Findings findings) {
        if (!PatternMarkers.GOOSE.meantBy(comment).isPresent()) {
            findings.add(
                    comment.position(),
                    "unknown-annotation",
                    "goose has no annotation " + Excerpt.of(said) + ".",
                    "It has Up, Down, StatementBegin, StatementEnd, NO TRANSACTION, ENVSUB ON and"
                            + " ENVSUB OFF.");
        }
    }
}
