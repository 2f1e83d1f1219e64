package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.LeaseOutcome.HeldBy;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.Observation;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.migration.ForeignKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {

    @TempDir Path folder;
    private Path file;
    private TestDatabase database;

    @BeforeEach
    void open() {
        file = folder.resolve("kb.db");
        database = new TestDatabase(file);
    }

    @Test
    void absentFileIsAnErrorForAReader() {
        assertReason(database::observe, Reason.NO_SUCH_DATABASE);

        assertThat(file).doesNotExist();
    }

    @Test
    void absentFileIsMadeOnlyWhenAsked() {
        LeaseRequest request =
                new LeaseRequest(
                        "w", "h", 1, null, 0, Duration.ofSeconds(1), WaitPolicy.NONE, false, false);

        assertReason(
                () -> new SqliteDatabase(database.address()).acquire(request),
                Reason.NO_SUCH_DATABASE);

        assertThat(file).doesNotExist();
        new TestDatabase(folder.resolve("new/folder/kb.db")).acquire("w");
        assertThat(folder.resolve("new/folder/kb.db")).exists();
    }

    @Test
    void folderIsNoDatabase() {
        TestDatabase other = new TestDatabase(folder);

        assertReason(other::observe, Reason.NOT_A_FILE);
        assertReason(() -> other.acquire("w"), Reason.NOT_A_FILE);
    }

    @Test
    void folderThatCannotBeMadeIsAnError() throws IOException {
        Files.writeString(file, "x");

        assertReason(
                () -> new TestDatabase(file.resolve("below/kb.db")).acquire("w"),
                Reason.CANNOT_OPEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this is a text file, and long enough to be taken for a database header ......"
                        + "......................................................................",
                "\u0001\u0002\u0003\u0004 looks encrypted; SQLite wants its sixteen bytes first  "
                        + "......................................................................"
            })
    void otherFilesAreNoDatabase(String content) throws IOException {
        Files.writeString(file, content.repeat(20));

        assertReason(database::observe, Reason.NOT_A_DATABASE);
        assertReason(() -> database.acquire("w"), Reason.NOT_A_DATABASE);
        assertThat(Files.readString(file)).startsWith(content);
    }

    @Test
    void damagedFileIsAnError() throws IOException {
        database.run(
                "CREATE TABLE t (a)",
                "CREATE TABLE u (b)",
                "INSERT INTO t VALUES (zeroblob(9000))");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {0x77, 0x77, 0x77, 0x77}), 100);
        }

        assertReason(database::observe, Reason.CORRUPT);
        assertReason(() -> database.acquire("w"), Reason.CORRUPT);
    }

    /**
     * A write version above 2 in the header makes SQLite treat a file as read-only, for any user.
     */
    @Test
    void readOnlyDatabaseCanBeReadAndNotChanged() throws IOException {
        database.run("CREATE TABLE t (a)");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {3}), 18);
        }

        assertThat(database.observe().schema().table("t")).isPresent();
        assertReason(() -> database.acquire("w"), Reason.READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "truncate", "persist", "wal"})
    void journalModeAndDurabilityStayAsTheyAre(String mode) {
        database.run("PRAGMA journal_mode=" + mode);

        database.apply("CREATE TABLE t (a);");
        Observation seen = database.observe();

        assertThat(seen.schema().table("t")).isPresent();
        assertThat(database.rows("PRAGMA journal_mode"))
                .isEqualTo(List.of(mode.equals("wal") ? "wal" : "delete"));
    }

    @Test
    void fileLockedBySomebodyElseIsHeldByAnUnknown() throws Exception {
        database.run("CREATE TABLE t (a)");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            var outcome = database.tryAcquire("w", FailPoints.NONE);

            assertThat(outcome).isInstanceOf(HeldBy.class);
            assertThat(((HeldBy) outcome).holder()).isEmpty();
            assertThat(((HeldBy) outcome).message()).contains("another process");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what?.db",
                "per%20cent.db",
                "it's # \"q\".db",
                "größe ünd 数.db",
                "a&b=c.db"
            })
    void oddFileNamesAreFine(String name) {
        TestDatabase odd = new TestDatabase(folder.resolve(name));

        odd.acquire("w").release();

        assertThat(folder.resolve(name)).exists();
        assertThat(odd.observe().ledger().present()).isTrue();
    }

    @Test
    void emptyFileIsAnEmptyDatabase() throws IOException {
        Files.createFile(file);

        assertThat(database.observe().schema().tables()).isEmpty();
        assertThat(database.observe().ledger().present()).isFalse();
        assertThat(database.apply("CREATE TABLE t (a);").message()).startsWith("applied");
    }

    @Test
    void readerCannotWrite() {
        database.run("CREATE TABLE t (a)");
        try (Handle handle = Connections.reading(database.address())) {
            assertReason(() -> handle.run("INSERT INTO t VALUES (1)"), Reason.READ_ONLY);
        }
    }

    @Test
    void otherEncodingsAreRead() {
        database.run("PRAGMA encoding='UTF-16le'", "CREATE TABLE größe (straße TEXT DEFAULT 'ß')");

        assertThat(database.apply("INSERT INTO größe DEFAULT VALUES;").message())
                .startsWith("applied");
        assertThat(database.observe().drift()).isEmpty();
        assertThat(database.rows("SELECT straße FROM größe")).containsExactly("ß");
    }

    @Test
    void foreignTableUnderOurNameStopsTheLeaseUnharmed() {
        database.run("CREATE TABLE _migration_history (id, whatever)");

        assertReason(() -> database.acquire("w"), Reason.LEDGER_FOREIGN);
        assertReason(database::observe, Reason.LEDGER_FOREIGN);
        assertThat(database.rows("SELECT name FROM sqlite_schema"))
                .containsExactly("_migration_history");
    }

    @Test
    void newerLedgerIsNotTouched() {
        database.acquire("w").release();
        database.run("UPDATE _migration_ledger SET format = 99");

        assertReason(() -> database.acquire("w"), Reason.LEDGER_NEWER);
        assertReason(database::observe, Reason.LEDGER_NEWER);
    }

    @Test
    void timeThatSomebodyBrokeByHandIsNamed() {
        database.apply("CREATE TABLE t (a);");
        database.run("UPDATE _migration_history SET applied_at = 'yesterday'");

        assertThatThrownBy(database::observe)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("'yesterday'")
                .hasMessageContaining("YYYY-MM-DD");
    }

    @Test
    void tableThatSomebodyDroppedIsPutBack() {
        database.apply("CREATE TABLE t (a);");
        database.run("DROP TABLE _migration_audit_log", "DROP TABLE _migration_locks");

        database.acquire("w");

        assertThat(database.observe().ledger().applied()).hasSize(1);
    }

    @Test
    void ledgerlessReaderSeesTheSchemaAndNoLedger() {
        new TestDatabase(file, ForeignKeys.ON).run("CREATE TABLE t (a)");

        Observation seen = database.observe();

        assertThat(seen.schema().tables()).hasSize(1);
        assertThat(seen.ledger().present()).isFalse();
        assertThat(seen.drift()).isEmpty();
        assertThat(Files.exists(file)).isTrue();
        assertThat(new String(readHeader(), StandardCharsets.US_ASCII)).startsWith("SQLite format");
    }

    private byte[] readHeader() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertReason(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(reason);
                            assertThat(e.remedy()).isNotBlank();
                            assertThat(e.getMessage()).contains(folder.toString());
                        });
    }
}
