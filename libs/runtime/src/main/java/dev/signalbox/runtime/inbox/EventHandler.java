package dev.signalbox.runtime.inbox;

import dev.signalbox.events.Event;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.runtime.store.Transaction;

/**
 * What a service does with what it reads. Everything happens in the transaction that also notes the
 * event's identity: nothing long, nothing outside the store.
 */
public interface EventHandler {

    /** Whether the service acts on such events at all; others are passed over without a trace. */
    boolean concerns(Event event);

    /** An event that was not seen before. */
    void handle(Transaction transaction, ReceivedRecord record, Decoded.Understood understood);

    /** A request with fields that are not allowed, not seen before. */
    void refuse(Transaction transaction, ReceivedRecord record, Decoded.Invalid invalid);

    /** A tick; it has no effect that must last. */
    default void tick(Decoded.Understood understood) {}

    /** No event of ours: counted here, written to the dead letters by the audit service alone. */
    default void unreadable(
            Transaction transaction, ReceivedRecord record, Decoded.Unreadable unreadable) {}

    /** The identity of an earlier event with other content. It is never acted on. */
    default void forged(Transaction transaction, ReceivedRecord record, Decoded decoded) {}
}
