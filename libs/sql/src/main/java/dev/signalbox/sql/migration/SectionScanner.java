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
    private final Findings findings;
    private final SqliteLexer lexer;
    private final List<CommentLine> header = new ArrayList<>();
    private final List<Open> opened = new ArrayList<>();
    private @Nullable SourcePosition statementInHeader;

    private SectionScanner(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
        this.lexer = new SqliteLexer(text, SourcePosition.START);
    }

    /** The sections as far as the text can be read; what is wrong with them goes to findings. */
    static FileSections scan(String text, Findings findings) {
        return new SectionScanner(text, findings).scan();
    }

    private FileSections scan() {
        boolean readable = readTokens();
        List<FileSections.Part> parts = parts();
        refuseStatementsInHeader();
        refuseDuplicates(parts);
        if (readable) {
            requireUpFirst(parts);
        }
        return new FileSections(header, readable ? parts : List.of());
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
        Marker marker = Marker.of(line).orElse(null);
        if (!standsAlone(token)) {
            if (marker != null) {
                refuseLookalike(line, marker);
            }
        } else if (marker != null) {
            opened.add(
                    new Open(
                            marker,
                            line.position(),
                            token.start(),
                            token.end(),
                            lexer.position(token.end())));
        } else {
            Marker.meantBy(line).ifPresent(meant -> refuseLookalike(line, meant));
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
                        + meant.line()
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
            parts.add(new FileSections.Part(open.marker, open.at, open.end, to, open.start));
        }
        return parts;
    }

    private void refuseStatementsInHeader() {
        if (statementInHeader != null && !opened.isEmpty()) {
            findings.add(
                    statementInHeader,
                    "statement-before-section",
                    "SQL stands above the first section, where it would never run.",
                    "Move it below \"-- UP\", or remove it.");
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
                                + marker.line()
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
                    "Write \"-- UP\" alone on a line above the statements.");
        } else if (parts.getFirst().marker() == Marker.DOWN && hasStatements(parts.getFirst())) {
            findings.add(
                    parts.getFirst().at(),
                    "down-before-up",
                    "The DOWN section stands above the UP section.",
                    "Put \"-- UP\" and its statements first.");
        }
    }

    private boolean hasStatements(FileSections.Part part) {
        SqliteLexer inside = new SqliteLexer(text.substring(part.from(), part.to()), part.start());
        return inside.nextSignificant().type() != TokenType.END;
    }

    private record Open(
            Marker marker, SourcePosition at, int offset, int end, SourcePosition start) {}
}
