package dev.signalbox.migration;

/**
 * A test of migrations in Java. Its class is public, has a public constructor without parameters,
 * lies in a jar of the folder {@code tests/}, and is named by a scenario as {@code java}.
 *
 * <p>What it throws fails the scenario, with its message; an {@link AssertionError}, too. It must
 * react to being interrupted, which is how a time limit ends it.
 */
public interface MigrationScenario {

    /**
     * Prepares the database, which the scenario's own keys have brought to a version and filled.
     */
    default void setUp(TestDatabase database) throws Exception {}

    /** The test itself. */
    void execute(TestDatabase database) throws Exception;

    /** Runs always, also after a failure. */
    default void cleanUp(TestDatabase database) throws Exception {}
}
