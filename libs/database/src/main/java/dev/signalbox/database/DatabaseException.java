package dev.signalbox.database;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A managed database could not be opened, read or changed. Classified once, by the engine's result
 * code and never by text.
 */
public final class DatabaseException extends RuntimeException {

    /** What stood in the way, in the words of an operator. */
    public enum Reason {
        INVALID_ADDRESS(false),
        NO_SUCH_DATABASE(false),
        NOT_A_FILE(false),
        NOT_A_DATABASE(false),
        CANNOT_OPEN(false),
        READ_ONLY(false),
        PERMISSION(false),
        LOCKED(true),
        DISK_FULL(true),
        INPUT_OUTPUT(true),
        OUT_OF_MEMORY(true),
        SCHEMA_CHANGED(true),
        CORRUPT(false),
        CONSTRAINT(false),
        INVALID_SQL(false),
        TOO_BIG(false),
        INTERRUPTED(true),
        LEDGER_NEWER(false),
        LEDGER_FOREIGN(false),
        LEDGER_DAMAGED(false),
        TARGET_EXISTS(false),
        OTHER(false);

        private final boolean passing;

        Reason(boolean passing) {
            this.passing = passing;
        }

        /** Whether the same call may succeed later without anyone changing the request. */
        public boolean mayPass() {
            return passing;
        }
    }

    private static final int LONGEST_TEXT = 2_000;

    private final Reason reason;
    private final String database;
    private final String problem;
    private final String remedy;
    private final @Nullable String statement;
    private final int engineCode;

    public DatabaseException(Reason reason, String database, String problem, String remedy) {
        this(reason, database, problem, remedy, null, 0, null);
    }

    /**
     * @param problem what happened, without the database's name
     * @param remedy what to do next
     * @param statement the text that the engine refused (of a long one, its beginning), or null
     * @param engineCode the engine's own (extended) result code; 0 when the engine was not asked
     */
    public DatabaseException(
            Reason reason,
            String database,
            String problem,
            String remedy,
            @Nullable String statement,
            int engineCode,
            @Nullable Throwable cause) {
        super(database + ": " + problem + ". " + remedy, cause);
        this.reason = reason;
        this.database = database;
        this.problem = problem;
        this.remedy = remedy;
        this.statement =
                statement != null && statement.length() > LONGEST_TEXT
                        ? statement.substring(0, LONGEST_TEXT) + "…"
                        : statement;
        this.engineCode = engineCode;
    }

    public Reason reason() {
        return reason;
    }

    public String database() {
        return database;
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }

    public Optional<String> statement() {
        return Optional.ofNullable(statement);
    }

    public OptionalInt engineCode() {
        return engineCode == 0 ? OptionalInt.empty() : OptionalInt.of(engineCode);
    }
}
