package dev.signalbox.database.foreign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * A checksum that another tool took of a file, by an algorithm that is known.
 *
 * @param text as the tool writes it
 */
public record ForeignChecksum(Algorithm algorithm, String text) {

    /** How a tool sums up a file. */
    public enum Algorithm {
        /** CRC32 over the lines in UTF-8 without their ends and without a byte order mark. */
        FLYWAY_CRC32 {
            @Override
            String of(byte[] file) {
                return Integer.toString(flywayCrc32(file));
            }
        },
        /** SHA-256 over the bytes, in hex. */
        SHA_256 {
            @Override
            String of(byte[] file) {
                return sha256(file);
            }
        };

        abstract String of(byte[] file);
    }

    /** Whether the file is the one that the tool saw. */
    public boolean matches(byte[] file) {
        return algorithm.of(file).equalsIgnoreCase(text);
    }

    /** Flyway's checksum of a file of SQL. */
    public static int flywayCrc32(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8);
        var sum = new CRC32();
        (text.startsWith("\uFEFF") ? text.substring(1) : text)
                .lines()
                .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) sum.getValue();
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
