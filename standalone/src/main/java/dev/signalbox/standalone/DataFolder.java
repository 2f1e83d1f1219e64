package dev.signalbox.standalone;

import dev.signalbox.events.signing.PublicKeyText;
import dev.signalbox.events.signing.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a standalone keeps in its project's folder, under {@code .signalbox}: stores, Kafka's logs,
 * snapshots, keys and token. Only its owner may look in.
 */
final class DataFolder {

    private static final List<String> SERVICES = List.of("planner", "executor", "backup", "audit");
    private static final int TOKEN_BYTES = 32;

    private final Path root;
    private @Nullable FileChannel lockFile;
    private @Nullable FileLock lock;

    DataFolder(Path project) {
        this.root = project.resolve(".signalbox");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path instanceFile() {
        return root.resolve("instance.json");
    }

    void prepare() throws IOException {
        var mine =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(root, mine);
        for (var part : List.of("stores", "keys", "log", "snapshots")) {
            Files.createDirectories(root.resolve(part), mine);
        }
    }

    /** Takes the folder for this process; the process that has it already, otherwise. */
    Optional<String> lock() throws IOException {
        lockFile =
                FileChannel.open(
                        root.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        lock = lockFile.tryLock();
        if (lock == null) {
            var content = ByteBuffer.allocate(32);
            var unused = lockFile.read(content, 0);
            return Optional.of(
                    new String(content.array(), 0, content.position(), StandardCharsets.UTF_8)
                            .strip());
        }
        lockFile.truncate(0);
        var pid = Long.toString(ProcessHandle.current().pid());
        var unused = lockFile.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
        createSecrets();
        return Optional.empty();
    }

    /** The lock goes with the process; only the file that points here must not outlive it. */
    void release() {
        try {
            Files.deleteIfExists(instanceFile());
        } catch (IOException e) {
            System.err.println("The file " + instanceFile() + " could not be removed: " + e);
        }
    }

    /** Tells the services, which are configured like anywhere else, where everything is. */
    void configure(Path project, String kafka) {
        set("signalbox.folder", project);
        set("signalbox.data", root);
        set("kafka.bootstrap.servers", kafka);
        set("signalbox.token-file", token());
        set("signalbox.trusted-keys", trustedKeys());
        set("signalbox.backup.snapshots", root.resolve("snapshots"));
        for (var service : SERVICES) {
            set("signalbox." + service + ".key", key(service));
            set("signalbox." + service + ".store", root.resolve("stores/" + service + ".db"));
        }
        var port = System.getProperty("signalbox.http.port");
        if (port != null) {
            set("quarkus.http.port", port);
        }
    }

    private static void set(String key, Object value) {
        System.setProperty(key, value.toString());
    }

    private Path token() {
        return root.resolve("keys/token");
    }

    private Path trustedKeys() {
        return root.resolve("keys/trusted-keys");
    }

    private Path key(String service) {
        return root.resolve("keys/" + service + ".key");
    }

    private void createSecrets() throws IOException {
        if (Files.notExists(token())) {
            var bytes = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(bytes);
            writeSecret(token(), HexFormat.of().formatHex(bytes));
        }
        var trusted = new StringBuilder("# The services whose signatures count.\n");
        for (var service : SERVICES) {
            if (Files.notExists(key(service))) {
                SigningKey.generate().write(key(service));
            }
            trusted.append(service)
                    .append(' ')
                    .append(PublicKeyText.write(SigningKey.read(key(service)).publicKey()))
                    .append('\n');
        }
        writeSecret(trustedKeys(), trusted.toString());
    }

    /** Whole or not at all, and readable by the owner alone from the first moment. */
    static void writeSecret(Path file, String text) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text, StandardOpenOption.WRITE);
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
