package dev.signalbox.analysis.replay;

/** Something that SQLite accepts when it is made or broken, and complains of when it is used. */
public sealed interface Breakage {

    String name();

    String message();

    /** A view that cannot be read. */
    record View(String name, String message) implements Breakage {}

    /** A trigger that makes every write to its table fail. */
    record Trigger(String name, String table, String message) implements Breakage {}

    /** Rows that refer to rows which are not there, in a table that the migration writes to. */
    record Rows(String name, String message) implements Breakage {}
}
