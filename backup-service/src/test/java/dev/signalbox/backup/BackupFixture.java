package dev.signalbox.backup;

import dev.signalbox.backup.domain.DatabaseDirectory;
import dev.signalbox.backup.domain.DatabaseDirectory.Lookup;
import dev.signalbox.backup.domain.SnapshotTaker;
import dev.signalbox.backup.messaging.BackupHandler;
import dev.signalbox.backup.store.JobStore;
import dev.signalbox.backup.store.RequestStore;
import dev.signalbox.backup.store.SnapshotFolders;
import dev.signalbox.backup.store.StagingStore;
import dev.signalbox.backup.work.OpenJobs;
import dev.signalbox.backup.work.RunningSnapshots;
import dev.signalbox.backup.work.SnapshotAttempt;
import dev.signalbox.backup.work.SnapshotWorker;
import dev.signalbox.backup.work.SqliteTaker;
import dev.signalbox.backup.work.StagingAttempt;
import dev.signalbox.backup.work.StagingWorker;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.SnapshotPolicy;
import dev.signalbox.events.Event;
import dev.signalbox.events.Finding;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.Inbox;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import dev.signalbox.runtime.outbox.Publisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.sqlite.SQLiteDataSource;

/** The backup service without its container; a new one on the same folder is a restart. */
public final class BackupFixture implements Publisher {

    private static final SnapshotPolicy IMPATIENT =
            new SnapshotPolicy(100, 1, Duration.ofMillis(50));

    public final ServiceSpine spine;
    public final JobStore jobs;
    public final StagingStore stagings;
    public final RequestStore requests;
    public final SnapshotFolders folders;
    public final RunningSnapshots running = new RunningSnapshots();
    public final SnapshotWorker worker;
    public final StagingWorker stager;
    private final StagingAttempt staging;
    private final Inbox inbox;
    private final List<Decoded.Understood> sent = new CopyOnWriteArrayList<>();

    public BackupFixture(Path folder, FailPoints failPoints) {
        this(folder, failPoints, new SqliteTaker(folder, IMPATIENT, failPoints));
    }

    public BackupFixture(Path folder, FailPoints failPoints, SnapshotTaker taker) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("backup-store.db"));
        source.setJournalMode("WAL");
        source.setTransactionMode("IMMEDIATE");
        spine =
                new ServiceSpine(
                        "backup", source, this, new SimpleMeterRegistry(), Clock.systemUTC());
        jobs = new JobStore(spine);
        stagings = new StagingStore(spine);
        requests = new RequestStore(spine.store());
        folders = new SnapshotFolders(folder.resolve("snapshots"));
        // Every database is known but one.
        DatabaseDirectory databases =
                id ->
                        id.value().equals("nowhere")
                                ? new Lookup.Missing(
                                        Finding.error(
                                                "unknown-database",
                                                "database",
                                                "There is no database 'nowhere'",
                                                "Did you mean kb?"))
                                : new Lookup.Found(url(folder, id.value()));
        inbox =
                spine.inbox(
                        new BackupHandler(spine, jobs, stagings, requests, databases, () -> {}));
        worker =
                new SnapshotWorker(
                        spine,
                        jobs,
                        new OpenJobs(jobs),
                        running,
                        new SnapshotAttempt(
                                databases, taker, folders, Clock.systemUTC(), failPoints),
                        failPoints,
                        () -> false);
        staging = new StagingAttempt(databases, folder, folders, stagings, failPoints);
        stager = new StagingWorker(stagings, staging, failPoints, () -> false);
    }

    /** What a start does after a crash. */
    public static BackupFixture restarted(Path folder) throws IOException {
        var fixture = new BackupFixture(folder, FailPoints.NONE);
        fixture.folders.removePartials();
        fixture.staging.removeLeftovers();
        return fixture;
    }

    public static String url(Path folder, String database) {
        return "jdbc:sqlite:" + folder.resolve(database + ".db");
    }

    /** Without DriverManager, which knows the drivers of one class loader only. */
    public static Connection connect(String url) throws SQLException {
        var source = new SQLiteDataSource();
        source.setUrl(url);
        return source.getConnection();
    }

    public static void database(Path folder, String database, int rows) {
        try (var connection = connect(url(folder, database));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)");
            statement.execute(
                    "INSERT INTO entry (text) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i +"
                            + " 1 FROM n WHERE i < "
                            + rows
                            + ") SELECT 'entry ' || i FROM n");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void accept(KafkaEvent... events) {
        var records = new ArrayList<ReceivedRecord>();
        for (var event : events) {
            var headers = new RecordHeaders();
            event.headers()
                    .forEach(
                            (name, text) ->
                                    headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
            records.add(
                    new ReceivedRecord(
                            event.topic(),
                            0,
                            records.size(),
                            Instant.EPOCH,
                            "kb".getBytes(StandardCharsets.UTF_8),
                            headers,
                            event.value()));
        }
        try {
            inbox.accept(records);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that was written so far, ticks too. */
    public List<Decoded.Understood> sent() {
        try {
            spine.drain();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(sent);
    }

    public <T extends Event> List<T> sent(Class<T> type) {
        return sent().stream()
                .map(Decoded.Understood::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public CompletableFuture<Void> send(KafkaEvent event) {
        var headers = new RecordHeaders();
        event.headers()
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        sent.add((Decoded.Understood) new EventCodec().decode(headers, event.value()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
