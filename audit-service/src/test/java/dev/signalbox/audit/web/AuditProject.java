package dev.signalbox.audit.web;

import dev.signalbox.events.signing.PublicKeyText;
import dev.signalbox.events.signing.SigningKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files that a service needs: key, trusted keys, token, a place for its store. */
public final class AuditProject implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "a-token-for-tests-of-the-audit-service";

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory(Path.of("target"), "audit-").toAbsolutePath();
            var key = SigningKey.generate();
            key.write(folder.resolve("audit.key"));
            Files.writeString(folder.resolve("token"), TOKEN);
            Files.writeString(
                    folder.resolve("trusted-keys"),
                    "planner " + PublicKeyText.write(key.publicKey()) + "\n");
            return Map.of(
                    "signalbox.folder", folder.toString(),
                    "signalbox.token-file", folder.resolve("token").toString(),
                    "signalbox.trusted-keys", folder.resolve("trusted-keys").toString(),
                    "signalbox.audit.key", folder.resolve("audit.key").toString(),
                    "signalbox.audit.store", folder.resolve("audit.db").toString(),
                    "signalbox.topics.partitions", "2",
                    "signalbox.topics.replication", "1",
                    "quarkus.http.test-port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
