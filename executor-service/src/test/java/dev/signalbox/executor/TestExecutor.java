package dev.signalbox.executor;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.events.Actor;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Message;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.events.plan.PlanBundle;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.signing.Signed;
import dev.signalbox.events.signing.SigningKey;
import dev.signalbox.events.signing.TrustedKeys;
import dev.signalbox.executor.messaging.ExecutorHandler;
import dev.signalbox.executor.store.BundleStore;
import dev.signalbox.executor.store.RequestStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.executor.store.WishStore;
import dev.signalbox.executor.work.Databases;
import dev.signalbox.executor.work.LeaseKeeper;
import dev.signalbox.executor.work.LockReleases;
import dev.signalbox.executor.work.RunWorker;
import dev.signalbox.executor.work.Steering;
import dev.signalbox.executor.work.WorkLimits;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.Inbox;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import dev.signalbox.runtime.outbox.Publisher;
import dev.signalbox.runtime.security.ServiceKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.sqlite.SQLiteDataSource;

/**
 * An executor's core on a store in a folder. What it would send stays in its outbox, where tests
 * read it; the managed databases lie beside it, as {@code <id>.db}.
 */
public final class TestExecutor implements AutoCloseable {

    public static final WorkLimits LIMITS =
            new WorkLimits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    3);

    /** The databases that the executor knows. */
    private static final Set<String> KNOWN = Set.of("kb", "logs");

    private static boolean isKnown(String id) {
        return KNOWN.contains(id) || id.startsWith("race-");
    }

    private static final SigningKey KEY = SigningKey.generate();

    private final Path folder;
    private final WorkLimits limits;
    private final EventCodec codec = new EventCodec();
    private final List<KafkaEvent> ticks = new CopyOnWriteArrayList<>();
    private final AtomicLong offset = new AtomicLong();
    private final ServiceSpine spine;
    private final RunStore runs;
    private final BundleStore bundles;
    private final LeaseKeeper leases;
    private final RequestStore requests;
    private final Steering steering;
    private final Inbox inbox;
    private final String identity;

    public TestExecutor(Path folder) {
        this(folder, LIMITS);
    }

    public TestExecutor(Path folder, WorkLimits limits) {
        this.folder = folder;
        this.limits = limits;
        this.spine =
                new ServiceSpine(
                        "executor",
                        store(folder.resolve("executor.db")),
                        new Ticks(ticks),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
        this.runs = new RunStore(spine);
        this.bundles = new BundleStore(spine.clock());
        this.identity = runs.identity();
        runs.releaseOwn(identity);
        this.leases = new LeaseKeeper(runs, identity, limits.runLease());
        var keys = new ServiceKeys(KEY, TrustedKeys.of("planner", KEY.publicKey()));
        this.requests = new RequestStore(spine.store(), spine.clock());
        this.steering =
                new Steering(
                        spine,
                        runs,
                        new WishStore(spine.clock()),
                        requests,
                        Duration.ofMinutes(10));
        this.inbox =
                spine.inbox(
                        new ExecutorHandler(
                                spine, runs, bundles, steering, requests, keys, () -> {}));
    }

    private static SQLiteDataSource store(Path file) {
        var source = new SQLiteDataSource();
        source.setUrl(
                "jdbc:sqlite:"
                        + file
                        + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=5000"
                        + "&transaction_mode=IMMEDIATE");
        return source;
    }

    private record Ticks(List<KafkaEvent> sent) implements Publisher {

        @Override
        public CompletableFuture<Void> send(KafkaEvent event) {
            sent.add(event);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }

    public RunStore runs() {
        return runs;
    }

    public ServiceSpine spine() {
        return spine;
    }

    public LeaseKeeper leases() {
        return leases;
    }

    public String identity() {
        return identity;
    }

    public SqliteDatabase database(String id) {
        return new SqliteDatabase(address(id));
    }

    /** Changes a managed database past the executor, as an application would. */
    public TestExecutor sql(String id, String... statements) {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(id + ".db"));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row. */
    public List<String> rows(String id, String sql) {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(id + ".db"));
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A release that a trusted planner signed. */
    public static PlanReleased release(PlanDocument plan, Instant startBefore) {
        var hash = PlanBundle.of(plan).hash();
        var signature = KEY.sign(Signed.release(plan.plan(), plan.database(), hash, startBefore));
        return new PlanReleased(plan.plan(), plan.database(), hash, startBefore, signature);
    }

    /** Takes in a plan's parts and its release, as the planner sends them. */
    public TestExecutor release(PlanDocument plan) {
        PlanBundle.of(plan).parts(plan).forEach(this::receive);
        return receive(release(plan, Instant.parse("2999-01-01T00:00:00Z")));
    }

    public TestExecutor receive(Event event) {
        return receive(List.of(record(event)));
    }

    public TestExecutor receive(List<ReceivedRecord> batch) {
        try {
            inbox.accept(batch);
            return this;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Kafka would deliver it, with an identity of its own. */
    public ReceivedRecord record(Event event) {
        var envelope =
                new Envelope(
                        EventId.next(),
                        URI.create("/signalbox/other"),
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        Actor.user("alice"),
                        null,
                        null);
        var written = codec.encode(new Message(envelope, event));
        var headers = new RecordHeaders();
        written.headers().forEach((name, text) -> headers.add(name, utf8(text)));
        return new ReceivedRecord(
                written.topic(),
                0,
                offset.getAndIncrement(),
                Instant.EPOCH,
                utf8(String.valueOf(written.key())),
                headers,
                written.value());
    }

    public RunWorker worker(BooleanSupplier stopping) {
        return worker(identity, FailPoints.NONE, stopping);
    }

    public RunWorker worker(String executor, FailPoints failPoints, BooleanSupplier stopping) {
        return new RunWorker(
                spine,
                runs,
                bundles,
                databases(failPoints),
                leases,
                steering,
                new LockReleases(
                        spine, runs, requests, databases(failPoints), limits.databaseLease()),
                executor,
                limits,
                failPoints,
                stopping);
    }

    private Databases databases(FailPoints failPoints) {
        return id ->
                isKnown(id.value())
                        ? Optional.of(new SqliteDatabase(address(id.value()), failPoints))
                        : Optional.empty();
    }

    public DatabaseAddress.SqliteFile address(String id) {
        return new DatabaseAddress.SqliteFile(
                file(id), dev.signalbox.sql.migration.ForeignKeys.UNSPECIFIED);
    }

    /** Of a managed database. */
    public Path file(String id) {
        return folder.resolve(id + ".db");
    }

    public RequestStore requests() {
        return requests;
    }

    /** Of the run of a plan. */
    public String state(PlanDocument plan) {
        return spine.store().read(tx -> runs.find(tx, plan.plan())).orElseThrow().run().state();
    }

    /** Carries on whatever can go on. */
    public TestExecutor work() {
        try {
            worker(() -> false).workOff();
            return this;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that was told so far, in order. */
    public List<Event> told() {
        return spine.store()
                .read(
                        tx ->
                                tx.query(
                                        "SELECT headers, value FROM outbox ORDER BY position",
                                        row -> event(row.text("headers"), row.bytes("value"))));
    }

    public <T extends Event> List<T> told(Class<T> kind) {
        return told().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The names of what was told. */
    public List<String> story() {
        return told().stream().map(e -> e.getClass().getSimpleName()).toList();
    }

    public <T extends Event> List<T> ticks(Class<T> kind) {
        return ticks.stream()
                .map(t -> event(t.headers().getOrDefault("ce_type", ""), kind, t.value()))
                .toList();
    }

    private static Event event(String headers, byte[] value) {
        try {
            var type = Json.mapper().readTree(headers).get("ce_type").asText();
            return Json.read(value, EventType.of(type).orElseThrow().payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T extends Event> T event(String type, Class<T> kind, byte[] value) {
        try {
            return kind.cast(Json.read(value, EventType.of(type).orElseThrow().payload()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        leases.close();
    }
}
