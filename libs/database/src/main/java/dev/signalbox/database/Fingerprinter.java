package dev.signalbox.database;

import java.security.MessageDigest;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the fingerprints of schemas that follow on each other. A part that is the same object as in
 * the schema before is not hashed again.
 */
public final class Fingerprinter {

    private Map<Object, byte[]> digests = new IdentityHashMap<>();

    public Fingerprint of(Schema schema) {
        Map<Object, byte[]> now = new IdentityHashMap<>();
        MessageDigest whole = Fingerprint.sha256();
        add('t', schema.tables(), whole, now);
        add('v', schema.views(), whole, now);
        add('g', schema.triggers(), whole, now);
        digests = now;
        return new Fingerprint(Fingerprint.SQLITE_SCHEMA_2, Fingerprint.hex(whole.digest()));
    }

    private void add(char kind, List<?> parts, MessageDigest whole, Map<Object, byte[]> now) {
        for (Object part : parts) {
            byte[] known = digests.get(part);
            byte[] digest =
                    known == null
                            ? Fingerprint.sha256().digest(Fingerprint.bytes(SchemaText.write(part)))
                            : known;
            now.put(part, digest);
            whole.update((byte) kind);
            whole.update(digest);
        }
    }
}
