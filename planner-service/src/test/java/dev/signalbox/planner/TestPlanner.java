package dev.signalbox.planner;

import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Message;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.events.signing.SigningKey;
import dev.signalbox.events.signing.TrustedKeys;
import dev.signalbox.planner.messaging.PlannerHandler;
import dev.signalbox.planner.store.ManifestStore;
import dev.signalbox.planner.store.PlanJournal;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.planner.store.ProjectStore;
import dev.signalbox.planner.work.ObservedDatabases;
import dev.signalbox.planner.work.PlanMaker;
import dev.signalbox.planner.work.PlanningWork;
import dev.signalbox.planner.work.Projects;
import dev.signalbox.planner.work.ScratchFolder;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.Inbox;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import dev.signalbox.runtime.outbox.Publisher;
import dev.signalbox.runtime.project.ProjectSettings;
import dev.signalbox.runtime.security.ServiceKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/**
 * A planner's core on a store in a folder that is also its project's. What it would send stays in
 * its outbox, where tests read it.
 */
public final class TestPlanner {

    public static final DatabaseId KB = new DatabaseId("kb");

    private static final SigningKey KEY = SigningKey.generate();

    /** The planner's own and everybody's whose word counts here. */
    public static final ServiceKeys KEYS =
            new ServiceKeys(KEY, TrustedKeys.of("planner", KEY.publicKey()));

    private final Path folder;
    private final EventCodec codec = new EventCodec();
    private final AtomicLong offset = new AtomicLong();
    private final ServiceSpine spine;
    private final PlanStore plans;
    private final PlanJournal journal;
    private final ProjectStore uploads;
    private final Inbox inbox;
    private final PlanningWork work;

    public TestPlanner(Path folder, String environment) {
        this(folder, environment, Clock.systemUTC());
    }

    /**
     * @param planningClock asked once for each plan
     */
    public TestPlanner(Path folder, String environment, Clock planningClock) {
        this.folder = folder;
        settings(environment);
        this.spine =
                new ServiceSpine(
                        "planner",
                        store(folder.resolve("planner.db")),
                        new Nowhere(),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
        this.plans = new PlanStore(spine.store());
        this.journal = new PlanJournal(spine.store());
        var manifests = new ManifestStore(spine.store());
        this.uploads = new ProjectStore(spine.store(), spine.clock());
        this.inbox =
                spine.inbox(new PlannerHandler(spine, plans, journal, manifests, KEYS, () -> {}));
        var settings = new ProjectSettings(folder, Map.of());
        this.work =
                new PlanningWork(
                        spine,
                        plans,
                        journal,
                        new PlanMaker(
                                settings,
                                new Projects(uploads),
                                new ObservedDatabases(settings),
                                plans,
                                manifests,
                                new ScratchFolder(folder.resolve("scratch")),
                                planningClock),
                        KEYS,
                        Duration.ofHours(1));
    }

    private record Nowhere() implements Publisher {

        @Override
        public CompletableFuture<Void> send(KafkaEvent event) {
            return CompletableFuture.failedFuture(new IllegalStateException("Nothing is drained"));
        }

        @Override
        public void close() {}
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

    private void settings(String environment) {
        write(
                "signalbox.yml",
                """
                databases:
                  kb:
                    url: jdbc:sqlite:kb.db
                    migrations: migrations
                    environment: %s
                """
                        .formatted(environment));
    }

    private void write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestPlanner file(String name, String text) {
        write("migrations/" + name, text);
        return this;
    }

    public PlanStore plans() {
        return plans;
    }

    public PlanJournal journal() {
        return journal;
    }

    public ProjectStore uploads() {
        return uploads;
    }

    public ServiceSpine spine() {
        return spine;
    }

    public static RequestPlan wish(@Nullable Options options) {
        return new RequestPlan(KB, null, Goal.latest(), options, "because");
    }

    /** As a raw client writes it: whoever it says it is, is only claimed. */
    public static Envelope claimed(String id) {
        return new Envelope(
                new EventId(id),
                URI.create("/ops/alice"),
                Instant.parse("2026-05-01T12:00:00Z"),
                null,
                null,
                null,
                Actor.user("alice"),
                null,
                null);
    }

    /** As a service of ours writes it, with the plan's id chosen. */
    public static Envelope vouched(PlanId plan, RequestPlan request) {
        return KEYS.sign(
                new Envelope(
                        EventId.next(),
                        URI.create("/signalbox/planner"),
                        Instant.parse("2026-05-01T12:00:00Z"),
                        plan,
                        null,
                        null,
                        Actor.user("local:alice"),
                        null,
                        null),
                request);
    }

    public PlanId request(RequestPlan request) {
        var plan = PlanId.next();
        receive(record(vouched(plan, request), request));
        return plan;
    }

    public TestPlanner receive(ReceivedRecord... batch) {
        try {
            inbox.accept(List.of(batch));
            return this;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public ReceivedRecord record(Envelope envelope, Event event) {
        var written = codec.encode(new Message(envelope, event));
        return record(written.topic(), written.headers(), written.value());
    }

    /** A request whose data may be anything. */
    public ReceivedRecord raw(String id, String data) {
        return record(
                "signalbox.requests",
                Map.of(
                        "content-type", "application/json",
                        "ce_specversion", "1.0",
                        "ce_type", EventType.REQUEST_PLAN.wireName(),
                        "ce_source", "/ops/alice",
                        "ce_id", id),
                utf8(data));
    }

    private ReceivedRecord record(String topic, Map<String, String> named, byte[] value) {
        var headers = new RecordHeaders();
        named.forEach((name, text) -> headers.add(name, utf8(text)));
        return new ReceivedRecord(
                topic, 0, offset.getAndIncrement(), Instant.EPOCH, utf8("kb"), headers, value);
    }

    public TestPlanner work() {
        try {
            work.workOff();
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

    private static Event event(String headers, byte[] value) {
        try {
            var type = Json.mapper().readTree(headers).get("ce_type").asText();
            return Json.read(value, EventType.of(type).orElseThrow().payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
