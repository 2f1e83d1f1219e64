package dev.signalbox.sql;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A sum and how it was made.
 *
 * @param algorithm the id of a {@link ChecksumAlgorithm}; from a ledger, possibly one that this
 *     release does not know
 * @param hex the sum in lower-case hexadecimal
 */
public record Checksum(String algorithm, String hex) {

    /** The sum over a file's bytes as they are. */
    public static Checksum raw(byte[] bytes) {
        return of(ChecksumAlgorithm.RAW, sha256().digest(bytes));
    }

    /** The sum over the parts of files that one migration consists of, in their order. */
    public static Checksum rawParts(List<byte[]> parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).array());
            digest.update(part);
        }
        return of(ChecksumAlgorithm.RAW_PARTS, digest.digest());
    }

    public static Checksum of(ChecksumAlgorithm algorithm, byte[] digest) {
        return new Checksum(algorithm.id(), HexFormat.of().formatHex(digest));
    }

    /** A fresh SHA-256, which every Java platform has to bring. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
