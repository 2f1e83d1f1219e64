package dev.signalbox.database.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Another process that is writing to a database, until it is closed. */
final class WritingProcess implements AutoCloseable {

    private final Process process;

    WritingProcess(TestDatabase database) throws IOException {
        this.process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WritingProcess.class.getName(),
                                database.address().file().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (process.getInputStream().read() != 'w') {
            throw new IllegalStateException("The other process did not begin to write");
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The other process does not end");
        }
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            System.out.write('w');
            System.out.flush();
            var unused = System.in.read();
        }
    }
}
