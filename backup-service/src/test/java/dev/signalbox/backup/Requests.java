package dev.signalbox.backup;

import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventId;
import dev.signalbox.events.ExecutionEvent.RestoreNeeded;
import dev.signalbox.events.ExecutionEvent.SnapshotNeeded;
import dev.signalbox.events.Message;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.TakeSnapshot;
import dev.signalbox.events.RunId;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.StepId;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.codec.KafkaEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operators and runs ask for. */
public final class Requests {

    public static final PlanId PLAN = PlanId.of("0197f000-0000-7000-8000-000000000001");
    public static final URI OPERATOR = URI.create("/ops/alice");
    private static final EventCodec CODEC = new EventCodec();

    private Requests() {}

    public static KafkaEvent take(String id, String database) {
        return written(
                OPERATOR,
                id,
                null,
                new TakeSnapshot(new DatabaseId(database), "before the weekend"));
    }

    public static KafkaEvent needed(String id, String database) {
        return executor(
                id,
                new SnapshotNeeded(PLAN, RunId.next(), new DatabaseId(database), new StepId(1)));
    }

    public static KafkaEvent restoreNeeded(
            String id, RunId run, String database, SnapshotId snapshot, String sha256) {
        return executor(
                id,
                new RestoreNeeded(
                        PLAN,
                        run,
                        new DatabaseId(database),
                        new StepId(2),
                        snapshot,
                        null,
                        sha256));
    }

    public static KafkaEvent fileNeeded(String id, RunId run, String file, String sha256) {
        return executor(
                id,
                new RestoreNeeded(
                        PLAN, run, new DatabaseId("kb"), new StepId(2), null, file, sha256));
    }

    /** What a run tells. */
    public static KafkaEvent executor(String id, Event event) {
        return written(URI.create("/signalbox/executor"), id, PLAN, event);
    }

    /** A request in binary mode with any data. */
    public static KafkaEvent data(String id, String json) {
        return new KafkaEvent(
                "signalbox.requests",
                "kb",
                Map.of(
                        "content-type", "application/json",
                        "ce_specversion", "1.0",
                        "ce_type", "dev.signalbox.snapshot.take.v1",
                        "ce_source", OPERATOR.toString(),
                        "ce_id", id),
                json.getBytes(StandardCharsets.UTF_8));
    }

    private static KafkaEvent written(URI source, String id, @Nullable PlanId plan, Event event) {
        var envelope =
                new Envelope(
                        new EventId(id),
                        source,
                        null,
                        plan,
                        null,
                        null,
                        Actor.user("alice"),
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                        null);
        return CODEC.encode(new Message(envelope, event));
    }
}
