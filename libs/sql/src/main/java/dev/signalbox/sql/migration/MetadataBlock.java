package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Nearest;
import dev.signalbox.sql.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment lines from {@code -- @metadata} on, as one JSON text whose lines and columns are
 * those of the file: what is comment is blanked, not cut.
 */
final class MetadataBlock {

    private static final Pattern START =
            Pattern.compile("--\\s*@metadata(?![\\w-]).*", Pattern.DOTALL);
    private static final Pattern ANNOTATION =
            Pattern.compile("-+\\s*@([\\w-]+)(\\s*[:{].*)?.*", Pattern.DOTALL);
    private static final String AT_METADATA = "@metadata";

    private final List<CommentLine> lines;

    private MetadataBlock(List<CommentLine> lines) {
        this.lines = lines;
    }

    static boolean startsAt(CommentLine line) {
        return START.matcher(line.text()).matches();
    }

    /** The block in a file's header, if it has one; a second one and misspelt ones are findings. */
    static Optional<MetadataBlock> find(List<CommentLine> header, Findings findings) {
        int first = -1;
        for (int i = 0; i < header.size(); i++) {
            CommentLine line = header.get(i);
            if (!startsAt(line)) {
                refuseUnknownAnnotation(line, findings);
            } else if (first < 0) {
                first = i;
            } else {
                findings.add(
                        line.position(),
                        "duplicate-metadata",
                        "A second @metadata; the first one is at line "
                                + header.get(first).position().line()
                                + ".",
                        "Put the fields of both into one.");
            }
        }
        return first < 0
                ? Optional.empty()
                : Optional.of(new MetadataBlock(header.subList(first, header.size())));
    }

    private static void refuseUnknownAnnotation(CommentLine line, Findings findings) {
        Matcher matcher = ANNOTATION.matcher(line.text());
        if (!matcher.matches()) {
            return;
        }
        String name = matcher.group(1);
        boolean hasValue = matcher.group(2) != null;
        if (hasValue || Nearest.to(name, List.of("metadata")).isPresent()) {
            findings.add(
                    line.position(),
                    "unknown-annotation",
                    "@" + Excerpt.of(name) + " is not known here, and would be overlooked.",
                    "The one annotation of this format is @metadata; if this is a comment, begin it"
                            + " without @.");
        }
    }

    SourcePosition position() {
        return lines.getFirst().position();
    }

    String json() {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String text = "  " + lines.get(i).text().substring(2);
            if (i == 0) {
                text = text.replaceFirst(AT_METADATA, " ".repeat(AT_METADATA.length()));
            }
            json.append(text).append('\n');
        }
        return json.toString();
    }

    /** Where a place of the JSON text is in the file; both 1-based, the column in UTF-16 units. */
    SourcePosition inFile(int jsonLine, int jsonColumn) {
        CommentLine line = lines.get(Math.min(Math.max(jsonLine, 1), lines.size()) - 1);
        int before = Math.min(Math.max(jsonColumn - 1, 0), line.text().length());
        int codePoints = line.text().codePointCount(0, before);
        return new SourcePosition(line.position().line(), line.position().column() + codePoints);
    }

    /** What stands on a JSON line from a column on. */
    String restOfLine(int jsonLine, int jsonColumn) {
        if (jsonLine > lines.size()) {
            return "";
        }
        String text = lines.get(jsonLine - 1).text();
        return text.substring(Math.min(jsonColumn - 1, text.length()));
    }
}
