package dev.signalbox.events.signing;

import dev.signalbox.events.Bytes;
import dev.signalbox.events.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A service's Ed25519 key: a file of two lines, private (PKCS #8) and public, each in base64. */
public final class SigningKey {

    private final KeyPair pair;
    private final String keyId;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
        this.keyId = PublicKeyText.keyId(pair.getPublic());
    }

    public static SigningKey generate() {
        try {
            return new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK since 15 has Ed25519", e);
        }
    }

    /**
     * @throws IOException when the file cannot be read or holds no key
     */
    public static SigningKey read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            throw new IOException(file + " holds no key: two lines are expected");
        }
        try {
            var secret =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Base64.getDecoder().decode(lines.get(0).strip())));
            return new SigningKey(new KeyPair(PublicKeyText.read(lines.get(1)), secret));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no Ed25519 key", e);
        }
    }

    /** Writes the key to a new file that only its owner may read. */
    public void write(Path file) throws IOException {
        var encoder = Base64.getEncoder();
        var text =
                encoder.encodeToString(pair.getPrivate().getEncoded())
                        + "\n"
                        + PublicKeyText.write(pair.getPublic())
                        + "\n";
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    public Signature sign(byte[] content) {
        try {
            var signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(content);
            var value = signer.sign();
            return new Signature(keyId, Bytes.copyOf(value, 0, value.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing failed with a valid key", e);
        }
    }
}
