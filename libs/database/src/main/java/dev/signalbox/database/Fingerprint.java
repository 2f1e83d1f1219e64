package dev.signalbox.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A schema in short.
 *
 * @param algorithm how it was computed; fingerprints of different algorithms say nothing about each
 *     other
 * @param value lower-case hexadecimal
 */
public record Fingerprint(String algorithm, String value) {

    /** SHA-256 over the UTF-8 bytes of the canonical text. */
    public static final String SQLITE_SCHEMA_1 = "sqlite-schema-1";

    static Fingerprint of(Schema schema) {
        byte[] text = schema.canonicalText().getBytes(StandardCharsets.UTF_8);
        return new Fingerprint(SQLITE_SCHEMA_1, HexFormat.of().formatHex(sha256().digest(text)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return algorithm + ":" + value;
    }
}
