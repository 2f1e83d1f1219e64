package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.source.Statement;
import java.util.List;
import java.util.Set;

/** Something that did not go well while migrations were run. */
public sealed interface Trouble {

    Statement statement();

    /**
     * A statement of an UP section that SQLite does not run.
     *
     * @param what what sort of failure it is
     * @param hidden what else could not be checked because of it
     */
    record UpFailed(Statement statement, SqlError error, What what, Hidden hidden)
            implements Trouble {}

    /** A statement of a DOWN section that fails where its UP section just ran. */
    record DownFailed(Statement statement, SqlError error) implements Trouble {}

    /**
     * DOWN does not bring back the schema that was there before UP.
     *
     * @param statement the last one of DOWN
     */
    record NotRestored(Statement statement, List<String> differences) implements Trouble {

        public NotRestored {
            differences = List.copyOf(differences);
        }
    }

    /** UP fails when it runs again after DOWN. */
    record UpAgainFailed(Statement statement, SqlError error) implements Trouble {}

    /** What sort of failure it is. */
    sealed interface What {

        /** It fails wherever it runs. */
        record Refused() implements What {}

        /** It needs something that no migration makes. */
        record NeedsExisting(String object, String name) implements What {}

        /** It needs something that only a later migration makes. */
        record MadeLater(String object, String name, String file) implements What {}

        /** It needs something that does not exist, but something with nearly this name does. */
        record Misspelt(String object, String name, String existing) implements What {}

        /** Rows that earlier statements made, or that are missing, make it fail. */
        record ByRows() implements What {}

        /** It was stopped after the time that a trial may take. */
        record TooLong(int seconds) implements What {}
    }

    /**
     * Statements that failed only because another did.
     *
     * @param files those that have them, other than the cause's own
     */
    record Hidden(int statements, Set<String> files) {}
}
