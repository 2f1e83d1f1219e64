package dev.signalbox.sql.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.sql.Positions;
import dev.signalbox.sql.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** A file's bytes as text: UTF-8, with or without byte order mark, and nothing else. */
final class FileText {

    private static final String SAVE_AS_UTF_8 = "Save the file as UTF-8.";

    private final byte[] bytes;
    private final Findings findings;

    private FileText(byte[] bytes, Findings findings) {
        this.bytes = bytes;
        this.findings = findings;
    }

    /** The text without byte order mark; empty with a finding that says why there is none. */
    static Optional<String> decode(SourceFile file, Findings findings) {
        FileText text = new FileText(file.sharedBytes(), findings);
        return text.decode().filter(text::hasContent);
    }

    /** The same, where an empty file is a migration that does nothing. */
    static Optional<String> decodePossiblyEmpty(SourceFile file, Findings findings) {
        return new FileText(file.sharedBytes(), findings).decode();
    }

    private Optional<String> decode() {
        if (looksLikeUtf16()) {
            findings.add(null, "utf-16", "The file is UTF-16, which is not read.", SAVE_AS_UTF_8);
            return Optional.empty();
        }
        int start = startsWith(0xef, 0xbb, 0xbf) ? 3 : 0;
        return decodeFrom(start).filter(text -> hasNoNul(text, start));
    }

    private boolean hasContent(String text) {
        if (text.isBlank()) {
            findings.add(
                    null,
                    "empty-file",
                    "The file is empty.",
                    "Write the migration below a line \"-- UP\", or remove the file.");
            return false;
        }
        return true;
    }

    private Optional<String> decodeFrom(int start) {
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        CoderResult result =
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(in, out, true);
        out.flip();
        if (result.isError()) {
            findings.add(
                    end(out),
                    "invalid-utf-8",
                    "The bytes from offset %d (0x%02x) on are not UTF-8."
                            .formatted(in.position(), bytes[in.position()] & 0xff),
                    SAVE_AS_UTF_8);
            return Optional.empty();
        }
        return Optional.of(out.toString());
    }

    private boolean hasNoNul(String text, int start) {
        int nul = text.indexOf('\0');
        if (nul < 0) {
            return true;
        }
        int offset = start + text.substring(0, nul).getBytes(UTF_8).length;
        findings.add(
                end(CharBuffer.wrap(text, 0, nul)),
                "nul-byte",
                "A NUL byte stands at offset " + offset + "; SQLite ends a text there.",
                "Remove it; binary data is written as a literal like x'00ff'.");
        return false;
    }

    private static SourcePosition end(CharBuffer text) {
        String read = text.toString();
        return new Positions(read, 0, SourcePosition.START).at(read.length());
    }

    /** By its byte order mark, or because every second byte of its start is NUL. */
    private boolean looksLikeUtf16() {
        if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
            return true;
        }
        if (bytes.length < 4 || bytes.length % 2 != 0) {
            return false;
        }
        return everySecondIsNul(0) || everySecondIsNul(1);
    }

    private boolean everySecondIsNul(int first) {
        int looked = Math.min(bytes.length, 64);
        for (int i = 0; i < looked; i++) {
            boolean nulHere = i % 2 == first;
            if ((bytes[i] == 0) != nulHere) {
                return false;
            }
        }
        return true;
    }

    private boolean startsWith(int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
