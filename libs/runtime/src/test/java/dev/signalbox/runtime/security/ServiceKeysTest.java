package dev.signalbox.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.events.Actor;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.signing.PublicKeyText;
import dev.signalbox.events.signing.SigningKey;
import dev.signalbox.events.signing.TrustedKeys;
import dev.signalbox.runtime.Records;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceKeysTest {

    @TempDir Path folder;
    private final SigningKey key = SigningKey.generate();
    private final ServiceKeys keys =
            new ServiceKeys(key, TrustedKeys.of("planner", key.publicKey()));
    private final Envelope envelope = Records.envelope("e-1");
    private final String digest = EventCodec.digest(Records.take("a"));

    @Test
    void trustedServiceVouchesForWhatItSigned() {
        var signed = keys.sign(envelope, Records.take("a"));

        assertThat(keys.vouching(signed, digest)).contains("planner");
    }

    @Test
    void nobodyVouchesForWhatWasChangedAfterwards() {
        var signed = keys.sign(envelope, Records.take("a"));
        var otherActor =
                new Envelope(
                        signed.id(),
                        signed.source(),
                        signed.time(),
                        signed.correlation(),
                        signed.causation(),
                        signed.sequence(),
                        Actor.user("mallory"),
                        signed.traceparent(),
                        signed.signature());

        assertThat(keys.vouching(otherActor, digest)).isEmpty();
        assertThat(keys.vouching(signed, EventCodec.digest(Records.take("b")))).isEmpty();
        assertThat(keys.vouching(envelope, digest)).isEmpty();
    }

    @Test
    void signatureOfAStrangerIsWorthNothing() {
        var stranger = SigningKey.generate();
        var theirs = new ServiceKeys(stranger, TrustedKeys.of("planner", stranger.publicKey()));

        assertThat(keys.vouching(theirs.sign(envelope, Records.take("a")), digest)).isEmpty();
    }

    @Test
    void keysAreReadFromTheirFiles() throws Exception {
        var file = folder.resolve("planner.key");
        var trusted = folder.resolve("trusted-keys");
        key.write(file);
        Files.writeString(
                trusted, "# ours\nplanner " + PublicKeyText.write(key.publicKey()) + "\n");

        var read = ServiceKeys.read(file, trusted);

        assertThat(read.vouching(keys.sign(envelope, Records.take("a")), digest))
                .contains("planner");
    }

    @Test
    void missingAndBrokenFilesAreNamedWithARemedy() throws Exception {
        var file = folder.resolve("planner.key");
        var trusted = folder.resolve("trusted-keys");
        assertThatThrownBy(() -> ServiceKeys.read(file, trusted))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("signalbox start");

        Files.writeString(file, "no\nkey\n");
        assertThatThrownBy(() -> ServiceKeys.read(file, trusted))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());

        Files.delete(file);
        key.write(file);
        Files.writeString(trusted, "planner\n");
        assertThatThrownBy(() -> ServiceKeys.read(file, trusted))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(trusted + ":1");
    }
}
