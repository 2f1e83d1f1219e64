package dev.signalbox.database;

import java.sql.Connection;

/** A change in Java, made inside the migration's own transaction. */
@FunctionalInterface
public interface JavaChange {

    /**
     * @param connection of the migration's transaction, which it can neither end nor close
     * @throws Exception when the change cannot be made; all is then rolled back
     */
    void run(Connection connection) throws Exception;
}
