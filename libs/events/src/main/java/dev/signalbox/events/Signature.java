package dev.signalbox.events;

import java.util.Objects;

/**
 * An Ed25519 signature of one of our services.
 *
 * @param key which key: see {@link dev.signalbox.events.signing.PublicKeyText#keyId}; a hint only,
 *     trust comes from the list of trusted keys
 */
public record Signature(String key, Bytes value) {

    public Signature {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }
}
