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

    /** SHA-256 over the UTF-8 bytes of the canonical text; read, and no longer written. */
    public static final String SQLITE_SCHEMA_1 = "sqlite-schema-1";

    /**
     * SHA-256 over the SHA-256 of every table, view and trigger in canonical order, each behind a
     * byte that says which of the three it is: of a large schema, what did not change need not be
     * hashed again.
     */
    public static final String SQLITE_SCHEMA_2 = "sqlite-schema-2";

    static Fingerprint of(Schema schema) {
        return new Fingerprinter().of(schema);
    }

    /** Whether the schema is the one that this was computed of, with this one's algorithm. */
    public boolean isOf(Schema schema) {
        return algorithm.equals(SQLITE_SCHEMA_1)
                ? value.equals(hex(sha256().digest(bytes(schema.canonicalText()))))
                : equals(schema.fingerprint());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    static MessageDigest sha256() {
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
