package dev.signalbox.audit.domain;

import dev.signalbox.events.BackupEvent;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventType;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.PlanEvent;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an event is and what it concerns.
 *
 * @param database absent when a request that was not allowed named none that could be
 * @param plan absent when it belongs to none
 */
public record Subject(
        Envelope envelope, EventType type, @Nullable DatabaseId database, @Nullable PlanId plan) {

    public Subject {
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(type, "type");
    }

    public static Subject of(Envelope envelope, EventType type, Event event) {
        var plan = envelope.correlation();
        return new Subject(envelope, type, event.database(), plan == null ? planOf(event) : plan);
    }

    private static @Nullable PlanId planOf(Event event) {
        return switch (event) {
            case PlanEvent e -> e.plan();
            case ExecutionEvent e -> e.plan();
            case Request.Steering e -> e.plan();
            case Request e -> null;
            case BackupEvent e -> null;
        };
    }
}
