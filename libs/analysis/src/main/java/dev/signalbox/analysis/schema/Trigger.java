package dev.signalbox.analysis.schema;

/** A trigger, of a table or a view. */
public record Trigger(String name, String sql) {}
