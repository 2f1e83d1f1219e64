package dev.signalbox.backup.domain;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Finding;

/** The databases that are managed. */
@FunctionalInterface
public interface DatabaseDirectory {

    Lookup find(DatabaseId id);

    /** What came of looking a database up. */
    sealed interface Lookup {

        /**
         * @param url for JDBC, with an absolute path
         */
        record Found(String url) implements Lookup {}

        /**
         * @param finding which are known nearest, or why none is known
         */
        record Missing(Finding finding) implements Lookup {}
    }
}
