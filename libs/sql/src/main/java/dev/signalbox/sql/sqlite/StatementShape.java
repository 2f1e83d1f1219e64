package dev.signalbox.sql.sqlite;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import java.util.List;

/**
 * Follows one statement to find out which semicolon ends it: the first one, except in a trigger,
 * whose body has a semicolon after each of its statements. The {@code END} of a trigger is the one
 * word {@code END} that follows a semicolon, which the {@code END} of a CASE never does.
 */
final class StatementShape {

    private static final List<String> STATEMENTS_IN_TRIGGERS =
            List.of("INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "VALUES", "WITH");

    private enum State {
        START,
        EXPLAIN,
        CREATE,
        PLAIN,
        TRIGGER_HEAD,
        TRIGGER_STATEMENT,
        TRIGGER_SEMICOLON,
        TRIGGER_END
    }

    private final SqliteLexer lexer;
    private final SourcePosition position;
    private State state = State.START;

    StatementShape(SqliteLexer lexer, SourcePosition position) {
        this.lexer = lexer;
        this.position = position;
    }

    SourcePosition position() {
        return position;
    }

    void see(Token token) {
        state =
                switch (state) {
                    case START, EXPLAIN -> leading(token);
                    case CREATE -> afterCreate(token);
                    case PLAIN -> State.PLAIN;
                    case TRIGGER_HEAD ->
                            lexer.isWord(token, "BEGIN")
                                    ? State.TRIGGER_STATEMENT
                                    : State.TRIGGER_HEAD;
                    case TRIGGER_STATEMENT -> State.TRIGGER_STATEMENT;
                    case TRIGGER_SEMICOLON -> nextInTrigger(token);
                    case TRIGGER_END -> throw afterEnd(token);
                };
    }

    boolean endsAtSemicolon() {
        switch (state) {
            case START, EXPLAIN, CREATE, PLAIN, TRIGGER_END -> {
                return true;
            }
            case TRIGGER_HEAD -> throw withoutBegin();
            case TRIGGER_STATEMENT -> {
                state = State.TRIGGER_SEMICOLON;
                return false;
            }
            case TRIGGER_SEMICOLON ->
                    throw incomplete("has two semicolons in a row before its END");
        }
        throw new IllegalStateException("A statement in no state: " + state);
    }

    void endOfText() {
        switch (state) {
            case START, EXPLAIN, CREATE, PLAIN, TRIGGER_END -> {}
            case TRIGGER_HEAD -> throw withoutBegin();
            case TRIGGER_STATEMENT, TRIGGER_SEMICOLON ->
                    throw incomplete("is not ended: its text ends before \"; END\"");
        }
    }

    private State leading(Token token) {
        if (lexer.isWord(token, "CREATE")) {
            return State.CREATE;
        }
        boolean explains =
                state == State.START
                        ? lexer.isWord(token, "EXPLAIN")
                        : lexer.isWord(token, "QUERY") || lexer.isWord(token, "PLAN");
        return explains ? State.EXPLAIN : State.PLAIN;
    }

    private State afterCreate(Token token) {
        if (lexer.isWord(token, "TEMP") || lexer.isWord(token, "TEMPORARY")) {
            return State.CREATE;
        }
        return lexer.isWord(token, "TRIGGER") ? State.TRIGGER_HEAD : State.PLAIN;
    }

    private State nextInTrigger(Token token) {
        if (lexer.isWord(token, "END")) {
            return State.TRIGGER_END;
        }
        for (String verb : STATEMENTS_IN_TRIGGERS) {
            if (lexer.isWord(token, verb)) {
                return State.TRIGGER_STATEMENT;
            }
        }
        throw incomplete(
                "is not ended: no END stands before the statement at line "
                        + lexer.position(token.start()).line());
    }

    private SqlSyntaxException afterEnd(Token token) {
        return new SqlSyntaxException(
                "A semicolon is missing after the END of the trigger that starts at "
                        + position
                        + ".",
                lexer.position(token.start()));
    }

    private SqlSyntaxException withoutBegin() {
        return incomplete("has no BEGIN before its first semicolon");
    }

    private SqlSyntaxException incomplete(String what) {
        return new SqlSyntaxException("The trigger that starts here " + what + ".", position);
    }
}
