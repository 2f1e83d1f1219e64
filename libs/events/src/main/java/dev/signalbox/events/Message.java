package dev.signalbox.events;

/** An event with its envelope, as it is written to Kafka. */
public record Message(Envelope envelope, Event event) {}
