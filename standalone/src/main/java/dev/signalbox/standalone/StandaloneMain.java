package dev.signalbox.standalone;

import dev.signalbox.broker.EmbeddedBroker;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.jboss.logmanager.Logger;

/**
 * Starts the broker, then the services on it; stops them in the opposite order. Exit status: 0
 * stopped, 1 it could not start (the last line on standard error says why), 3 another one has this
 * project's folder.
 */
@QuarkusMain
public final class StandaloneMain {

    private static final int FAILED = 1;
    private static final int TAKEN = 3;

    private static final List<String> LOUD =
            List.of("org.apache.kafka", "kafka", "state.change.logger");

    private StandaloneMain() {}

    public static void main(String... args) {
        // Before the broker logs its first line; Quarkus would set it later.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        quieten();
        var folder =
                Path.of(System.getProperty("signalbox.folder", ".")).toAbsolutePath().normalize();
        var data = new DataFolder(folder);
        try {
            data.prepare();
            var holder = data.lock();
            if (holder.isPresent()) {
                System.err.println(
                        "Another Signalbox has " + folder + ": process " + holder.get() + ".");
                System.exit(TAKEN);
            }
            run(folder, data, args);
        } catch (IOException | RuntimeException | LinkageError e) {
            StartFailure.print(e);
            System.exit(FAILED);
        }
    }

    /**
     * What the broker logs before Quarkus has set the levels would be shown if the start failed.
     */
    private static void quieten() {
        for (var name : LOUD) {
            Logger.getLogger(name).setLevel(Level.WARNING);
        }
    }

    private static void run(Path folder, DataFolder data, String... args) throws IOException {
        var port = Integer.getInteger("signalbox.kafka.port", 0);
        var broker = EmbeddedBroker.start(data.kafka(), port);
        data.configure(folder, broker.bootstrapServers());
        var unused =
                broker.faulted()
                        .thenAccept(
                                fault -> {
                                    System.err.println(
                                            "The Kafka broker failed: " + fault.message());
                                    Quarkus.asyncExit(FAILED);
                                });
        // The services need the broker to stop well, so it goes last; a signal waits for that.
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "await-broker"));
        Quarkus.run(
                null,
                (status, failure) -> {
                    broker.close();
                    data.release();
                    stopped.countDown();
                    if (failure != null) {
                        StartFailure.print(failure);
                    }
                    System.exit(failure == null ? status : FAILED);
                },
                args);
    }

    private static void await(CountDownLatch stopped) {
        try {
            if (!stopped.await(30, TimeUnit.SECONDS)) {
                System.err.println("The Kafka broker did not stop within 30 s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
