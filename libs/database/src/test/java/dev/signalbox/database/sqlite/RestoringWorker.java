package dev.signalbox.database.sqlite;

import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.failpoint.FailPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A process of its own that restores up to a boundary, says so, and waits there to be killed. */
final class RestoringWorker {

    private RestoringWorker() {}

    /** The database, the copy, its fingerprint, the boundary, how often, and the file to make. */
    public static void main(String[] arguments) {
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[4]));
        FailPoints stop =
                name -> {
                    if (name.equals(arguments[3]) && left.decrementAndGet() == 0) {
                        standStill(Path.of(arguments[5]));
                    }
                };
        TestDatabase database = new TestDatabase(Path.of(arguments[0]));
        database.acquire("worker", stop)
                .restore(
                        Restoring.request(
                                Path.of(arguments[1]),
                                new Fingerprint(Fingerprint.SQLITE_SCHEMA_2, arguments[2])));
    }

    private static void standStill(Path marker) {
        try {
            Files.createFile(marker);
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
