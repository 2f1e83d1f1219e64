package dev.signalbox.database;

/** What came of running migrations on an empty database. */
public sealed interface Replayed {

    /**
     * All ran.
     *
     * @param schema what they made
     */
    record Made(Schema schema) implements Replayed {}

    /**
     * One of them could not be run.
     *
     * @param migration its id
     */
    record Stopped(String migration, String problem) implements Replayed {}
}
