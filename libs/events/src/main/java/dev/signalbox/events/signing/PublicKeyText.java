package dev.signalbox.events.signing;

import dev.signalbox.events.codec.Json;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Public keys as text: base64 of the X.509 SubjectPublicKeyInfo. */
public final class PublicKeyText {

    private PublicKeyText() {}

    /** The first 16 hex digits of the key's SHA-256. */
    public static String keyId(PublicKey key) {
        return Json.sha256(key.getEncoded()).substring(0, 16);
    }

    public static String write(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /**
     * @throws IllegalArgumentException when the text is no Ed25519 public key
     */
    public static PublicKey read(String text) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(text.strip())));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 public key: " + text, e);
        }
    }
}
