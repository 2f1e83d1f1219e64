package dev.signalbox.events.signing;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.PlanEvent;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.codec.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;

/** What exactly is signed: canonical JSON with a purpose, so that no signature serves two ends. */
public final class Signed {

    private Signed() {}

    /** A request whose actor was authenticated by the service that signs. */
    public static byte[] request(Envelope envelope, String dataDigest) {
        var content = new LinkedHashMap<String, Object>();
        content.put("purpose", "signalbox-request-v1");
        content.put("id", envelope.id().value());
        content.put("source", envelope.source().toString());
        content.put("authtype", envelope.actor().kind().wire());
        content.put("authid", envelope.actor().id());
        content.put("data", dataDigest);
        if (envelope.correlation() != null) {
            content.put("correlationid", envelope.correlation().toString());
        }
        if (envelope.time() != null) {
            content.put("time", envelope.time().truncatedTo(ChronoUnit.MICROS).toString());
        }
        return Json.canonicalOf(content);
    }

    /** A plan's release. */
    public static byte[] release(
            PlanId plan, DatabaseId database, String hash, Instant startBefore) {
        var content = new LinkedHashMap<String, Object>();
        content.put("purpose", "signalbox-release-v1");
        content.put("plan", plan.toString());
        content.put("database", database.value());
        content.put("hash", hash);
        content.put("startBefore", startBefore.toString());
        return Json.canonicalOf(content);
    }

    public static byte[] release(PlanEvent.PlanReleased event) {
        return release(event.plan(), event.database(), event.hash(), event.startBefore());
    }
}
