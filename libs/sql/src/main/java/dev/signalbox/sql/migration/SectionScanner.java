package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.Token;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sections of a file. It reads tokens, so that a marker inside of a string or of a block
 * comment is none.
 */
final class SectionScanner {

    private final String text;
    private final Markers markers;
    private final Findings findings;
    private final SqliteLexer lexer;
    private final List<CommentLine> header = new ArrayList<>();
    private final List<CommentLine> comments = new ArrayList<>();
    private final List<Open> opened = new ArrayList<>();
    private @Nullable SourcePosition statementInHeader;
    private boolean upIsMarked = true;

    private SectionScanner(String text, Markers markers, Findings findings) {
        this.text = text;
        this.markers = markers;
        this.findings = findings;
        this.lexer = new SqliteLexer(text, SourcePosition.START);
    }

    /** The sections as far as the text can be read; what is wrong with them goes to findings. */
    static FileSections scan(String text, Markers markers, Findings findings) {
        return new SectionScanner(text, markers, findings).scan();
    }

    /** The same, where what stands before a DOWN section is UP, marked or not. */
    static FileSections scanOrWhole(String text, Markers markers, Findings findings) {
        SectionScanner scanner = new SectionScanner(text, markers, findings);
        scanner.upIsMarked = false;
        return scanner.scan();
    }

    /** All comment lines of a text, as far as it can be read. */
    static List<CommentLine> comments(String text) {
        SectionScanner scanner = new SectionScanner(text, Markers.NONE, new Findings(""));
        scanner.readTokens();
        return scanner.comments;
    }

    private FileSections scan() {
        boolean readable = readTokens();
        List<FileSections.Part> parts = parts();
        if (!upIsMarked && opened.stream().noneMatch(open -> open.marker == Marker.UP)) {
            refuseDuplicates(parts);
            return new FileSections(header, comments, readable ? parts : List.of());
        }
        refuseStatementsInHeader();
        refuseDuplicates(parts);
        if (readable) {
            requireUpFirst(parts);
        }
        return new FileSections(header, comments, readable ? parts : List.of());
    }

    private boolean readTokens() {
        try {
            for (Token token = lexer.next(); token.type() != TokenType.END; token = lexer.next()) {
                if (token.type() == TokenType.LINE_COMMENT) {
                    comment(token);
                } else if (token.type().isSignificant()
                        && opened.isEmpty()
                        && statementInHeader == null) {
                    statementInHeader = lexer.position(token.start());
                }
            }
            return true;
        } catch (SqlSyntaxException e) {
            findings.add(e);
            return false;
        }
    }

    private void comment(Token token) {
        CommentLine line = new CommentLine(lexer.text(token), lexer.position(token.start()));
        Marker marker = markers.of(line).orElse(null);
        if (!standsAlone(token)) {
            if (marker != null) {
                refuseLookalike(line, marker);
            }
            return;
        }
        comments.add(line);
        if (marker != null) {
            opened.add(
                    new Open(
                            marker, line, token.start(), token.end(), lexer.position(token.end())));
        } else {
            markers.meantBy(line).ifPresent(meant -> refuseLookalike(line, meant));
            ordinary(line);
        }
    }

    private void ordinary(CommentLine line) {
        if (opened.isEmpty()) {
            header.add(line);
        } else if (MetadataBlock.startsAt(line)) {
            findings.add(
                    line.position(),
                    "metadata-place",
                    "@metadata stands below a section's marker.",
                    "Move it above \"-- UP\".");
        }
    }

    private void refuseLookalike(CommentLine line, Marker meant) {
        findings.add(
                line.position(),
                "marker-spelling",
                "This comment looks like the marker of a section, but is none.",
                "Write \""
                        + markers.line(meant)
                        + "\" alone on a line, or say the comment in other words.");
    }

    private boolean standsAlone(Token token) {
        for (int i = token.start() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                return true;
            }
            if (c != ' ' && c != '\t' && c != '\f' && c != '\ufeff') {
                return false;
            }
        }
        return true;
    }

    private List<FileSections.Part> parts() {
        List<FileSections.Part> parts = new ArrayList<>();
        for (int i = 0; i < opened.size(); i++) {
            Open open = opened.get(i);
            int to = i + 1 < opened.size() ? opened.get(i + 1).offset : text.length();
            parts.add(new FileSections.Part(open.marker, open.line, open.end, to, open.start));
        }
        return parts;
    }

    private void refuseStatementsInHeader() {
        if (statementInHeader != null && !opened.isEmpty()) {
            findings.add(
                    statementInHeader,
                    "statement-before-section",
                    "SQL stands above the first section, where it would never run.",
                    "Move it below \"" + markers.line(Marker.UP) + "\", or remove it.");
        }
    }

    private void refuseDuplicates(List<FileSections.Part> parts) {
        for (Marker marker : Marker.values()) {
            List<FileSections.Part> same =
                    parts.stream().filter(part -> part.marker() == marker).toList();
            for (FileSections.Part again : same.stream().skip(1).toList()) {
                findings.add(
                        again.at(),
                        "duplicate-section",
                        "A second \""
                                + markers.line(marker)
                                + "\"; the first one is at line "
                                + same.getFirst().at().line()
                                + ".",
                        "Put the statements of both below one marker.");
            }
        }
    }

    private void requireUpFirst(List<FileSections.Part> parts) {
        if (parts.stream().noneMatch(part -> part.marker() == Marker.UP)) {
            findings.add(
                    statementInHeader,
                    "missing-up",
                    "The file has no UP section.",
                    "Write \""
                            + markers.line(Marker.UP)
                            + "\" alone on a line above the statements.");
        } else if (parts.getFirst().marker() == Marker.DOWN && hasStatements(parts.getFirst())) {
            findings.add(
                    parts.getFirst().at(),
                    "down-before-up",
                    "The DOWN section stands above the UP section.",
                    "Put \"" + markers.line(Marker.UP) + "\" and its statements first.");
        }
    }

    private boolean hasStatements(FileSections.Part part) {
        SqliteLexer inside = new SqliteLexer(text.substring(part.from(), part.to()), part.start());
        return inside.nextSignificant().type() != TokenType.END;
    }

    private record Open(
            Marker marker, CommentLine line, int offset, int end, SourcePosition start) {}
}
