package dev.signalbox.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The topics, each with its retention. The record key is always the database's id. */
public enum Topic {
    REQUESTS("signalbox.requests", Duration.ofDays(7)),
    PLANS("signalbox.plans", Duration.ofDays(30)),
    EXECUTION("signalbox.execution", Duration.ofDays(30)),
    BACKUPS("signalbox.backups", Duration.ofDays(30)),
    DEAD_LETTERS("signalbox.dead-letters", Duration.ofDays(30));

    private final String wireName;
    private final Duration retention;

    Topic(String wireName, Duration retention) {
        this.wireName = wireName;
        this.retention = retention;
    }

    public String wireName() {
        return wireName;
    }

    public Duration retention() {
        return retention;
    }

    public static Optional<Topic> of(String wireName) {
        return Arrays.stream(values()).filter(t -> t.wireName.equals(wireName)).findFirst();
    }

    /** Where an event is written. */
    public static Topic of(Event event) {
        return switch (event) {
            case Request request -> REQUESTS;
            case PlanEvent plan -> PLANS;
            case ExecutionEvent execution -> EXECUTION;
            case BackupEvent backup -> BACKUPS;
        };
    }
}
