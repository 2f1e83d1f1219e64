package dev.signalbox.backup.web;

import dev.signalbox.backup.BackupFixture;
import dev.signalbox.events.signing.PublicKeyText;
import dev.signalbox.events.signing.SigningKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A project with one database, and the files that the service needs. */
public final class BackupProject implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "a-token-for-tests-of-the-backup-service";

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory(Path.of("target"), "backup-").toAbsolutePath();
            BackupFixture.database(folder, "kb", 200);
            Files.writeString(
                    folder.resolve("signalbox.yml"),
                    "databases:\n  kb:\n    url: jdbc:sqlite:kb.db\n");
            var key = SigningKey.generate();
            key.write(folder.resolve("backup.key"));
            Files.writeString(folder.resolve("token"), TOKEN);
            Files.writeString(
                    folder.resolve("trusted-keys"),
                    "backup " + PublicKeyText.write(key.publicKey()) + "\n");
            return Map.of(
                    "signalbox.folder", folder.toString(),
                    "signalbox.token-file", folder.resolve("token").toString(),
                    "signalbox.trusted-keys", folder.resolve("trusted-keys").toString(),
                    "signalbox.backup.key", folder.resolve("backup.key").toString(),
                    "signalbox.backup.store", folder.resolve("backup.db").toString(),
                    "signalbox.backup.snapshots", folder.resolve("snapshots").toString(),
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
