package dev.signalbox.cli.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The process contract of a standalone and nothing behind it: lock, instance file, stop. */
public final class FakeStandalone {

    private FakeStandalone() {}

    public static void main(String[] arguments) throws IOException {
        var state = Path.of(System.getProperty("signalbox.folder")).resolve(".signalbox");
        if (Boolean.getBoolean("fake.fails")) {
            System.err.println("The settings are wrong");
            System.exit(1);
        }
        var lock =
                FileChannel.open(
                        state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            System.err.println("Held by another process");
            System.exit(3);
        }
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var file = state.resolve("instance.json");
        server.createContext(
                "/standalone/stop",
                exchange -> {
                    exchange.sendResponseHeaders(202, -1);
                    exchange.close();
                    Files.deleteIfExists(file);
                    server.stop(0);
                    System.exit(0);
                });
        server.start();
        var json =
                "{\"url\":\"http://127.0.0.1:%d\",\"token\":\"t\",\"kafka\":\"127.0.0.1:9\",\"pid\":%d,\"version\":\"%s\",\"startedAt\":\"2026-05-01T12:00:00Z\"}"
                        .formatted(
                                server.getAddress().getPort(),
                                ProcessHandle.current().pid(),
                                System.getProperty("signalbox.idle-stop", "stays"));
        var draft = state.resolve("instance.json.new");
        Files.write(draft, json.getBytes(StandardCharsets.UTF_8));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
