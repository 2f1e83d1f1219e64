package dev.signalbox.events.signing;

import dev.signalbox.events.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The services whose word counts: lines of {@code <service> <public key>}. A service may have
 * several keys; {@code #} starts a comment.
 */
public final class TrustedKeys {

    private final List<Entry> entries;

    private TrustedKeys(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    private record Entry(String service, PublicKey key) {}

    /**
     * @throws IOException when the file cannot be read or a line is malformed (named)
     */
    public static TrustedKeys read(Path file) throws IOException {
        var entries = new ArrayList<Entry>();
        var number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            var text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            var space = text.indexOf(' ');
            if (space < 0) {
                throw new IOException(
                        file
                                + ":"
                                + number
                                + ": expected '<service> <public key>', not '"
                                + text
                                + "'");
            }
            try {
                entries.add(
                        new Entry(
                                text.substring(0, space),
                                PublicKeyText.read(text.substring(space + 1))));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return new TrustedKeys(entries);
    }

    public static TrustedKeys of(String service, PublicKey key) {
        return new TrustedKeys(List.of(new Entry(service, key)));
    }

    /** Who signed this content, if it was one of the trusted. The key id is only a hint. */
    public Optional<String> signer(byte[] content, Signature signature) {
        return entries.stream()
                .filter(entry -> verifies(entry.key(), content, signature))
                .map(Entry::service)
                .findFirst();
    }

    private static boolean verifies(PublicKey key, byte[] content, Signature signature) {
        try {
            var verifier = java.security.Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature.value().toArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
