package dev.signalbox.runtime.security;

import dev.signalbox.runtime.RuntimeConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;

/** The token that REST requests must show. */
@Singleton
class LocalToken {

    private static final int SHORTEST = 32;

    private final byte[] expected;

    @Inject
    LocalToken(RuntimeConfig config) {
        try {
            this.expected =
                    Files.readString(config.tokenFile()).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The token file %s (signalbox.token-file) cannot be read; 'signalbox start' creates one"
                            .formatted(config.tokenFile()),
                    e);
        }
        if (expected.length < SHORTEST) {
            throw new IllegalStateException(
                    "The token in %s (signalbox.token-file) is shorter than %d characters; write a longer random one"
                            .formatted(config.tokenFile(), SHORTEST));
        }
    }

    /** A bad token file stops the start, not the first request. */
    void check(@Observes StartupEvent event) {}

    /** In constant time, so that the token cannot be guessed byte by byte. */
    boolean matches(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected);
    }
}
