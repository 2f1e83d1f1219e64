package dev.signalbox.runtime.inbox;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Finding;
import dev.signalbox.events.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be acted on, and why: for the service that it was meant for to say so.
 *
 * @param database the one that it was meant for, as far as it can be told
 */
public record RefusedRequest(
        EventType type, DatabaseId database, Envelope envelope, List<Finding> findings) {

    private static final DatabaseId UNNAMED = new DatabaseId("unnamed");

    public RefusedRequest {
        findings = List.copyOf(findings);
    }

    /** Fields that are not as published. */
    public static RefusedRequest of(ReceivedRecord record, Decoded.Invalid invalid) {
        return new RefusedRequest(
                invalid.type(),
                databaseOf(invalid.subject(), record),
                invalid.envelope(),
                invalid.findings());
    }

    /** The identity of an earlier event, with other content. */
    public static RefusedRequest forged(ReceivedRecord record, Decoded decoded) {
        return switch (decoded) {
            case Decoded.Understood understood ->
                    new RefusedRequest(
                            understood.type(),
                            understood.event().database(),
                            understood.envelope(),
                            List.of(reused(understood.envelope())));
            case Decoded.Invalid invalid ->
                    new RefusedRequest(
                            invalid.type(),
                            databaseOf(invalid.subject(), record),
                            invalid.envelope(),
                            List.of(reused(invalid.envelope())));
            case Decoded.Unreadable unreadable ->
                    throw new IllegalStateException("What is unreadable has no identity");
        };
    }

    private static Finding reused(Envelope envelope) {
        return Finding.error(
                "identity-reused",
                "id",
                "An earlier event had the identity %s and other content"
                        .formatted(envelope.identity()),
                "Give every request an id of its own.");
    }

    private static DatabaseId databaseOf(@Nullable String subject, ReceivedRecord record) {
        if (subject != null && DatabaseId.isValid(subject)) {
            return new DatabaseId(subject);
        }
        var key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return DatabaseId.isValid(key) ? new DatabaseId(key) : UNNAMED;
    }
}
