package dev.signalbox.events.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.events.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir Path folder;

    private final SigningKey planner = SigningKey.generate();

    private static byte[] release(String hash) {
        return Signed.release(SampleEvents.PLAN, SampleEvents.KB, hash, NOON);
    }

    @Test
    void aTrustedSignerIsNamed() {
        var trusted = TrustedKeys.of("planner", planner.publicKey());

        assertThat(trusted.signer(release("a"), planner.sign(release("a")))).contains("planner");
    }

    @Test
    void aSignatureOverSomethingElseOrByAStrangerCountsForNothing() {
        var trusted = TrustedKeys.of("planner", planner.publicKey());

        assertThat(trusted.signer(release("b"), planner.sign(release("a")))).isEmpty();
        assertThat(trusted.signer(release("a"), SigningKey.generate().sign(release("a"))))
                .isEmpty();
    }

    @Test
    void aRequestSignatureCannotReleaseAPlan() {
        var request = Signed.request(SampleEvents.envelope(), "digest");

        assertThat(request).isNotEqualTo(release("digest"));
        assertThat(
                        TrustedKeys.of("planner", planner.publicKey())
                                .signer(release("digest"), planner.sign(request)))
                .isEmpty();
    }

    @Test
    void aKeyComesBackFromItsFileWhichOnlyTheOwnerReads() throws IOException {
        var file = folder.resolve("planner.key");
        planner.write(file);

        var back = SigningKey.read(file);

        assertThat(back.publicKey()).isEqualTo(planner.publicKey());
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> planner.write(file)).isInstanceOf(IOException.class);
    }

    @Test
    void aBadLineInTheTrustedKeysIsNamed() throws IOException {
        var file = folder.resolve("trusted-keys");
        Files.writeString(
                file,
                "# ours\nplanner "
                        + PublicKeyText.write(planner.publicKey())
                        + "\nexecutor nonsense\n");

        assertThatThrownBy(() -> TrustedKeys.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("trusted-keys:3");
    }
}
