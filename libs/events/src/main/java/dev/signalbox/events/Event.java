package dev.signalbox.events;

/**
 * Anything that travels between the services. Requests are imperative, facts are past tense. The
 * wire type of each is in {@link EventType}.
 */
public sealed interface Event permits Request, PlanEvent, ExecutionEvent, BackupEvent {

    /** The database that it concerns, which is its CloudEvents subject and its Kafka key. */
    DatabaseId database();

    /** Ticks tell how far something is; they have no sequence and do not enter the trail. */
    default boolean tick() {
        return false;
    }
}
