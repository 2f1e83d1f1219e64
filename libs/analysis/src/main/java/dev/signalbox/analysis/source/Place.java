package dev.signalbox.analysis.source;

import dev.signalbox.sql.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file.
 *
 * @param from null for the file as a whole
 * @param to exclusive; null for the file as a whole
 */
public record Place(String file, @Nullable SourcePosition from, @Nullable SourcePosition to) {

    public static Place file(SourceText source) {
        return new Place(source.path(), null, null);
    }

    /** Of offsets of the text. */
    public static Place of(SourceText source, int from, int to) {
        return new Place(source.path(), source.position(from), source.position(to));
    }

    public static Place of(Statement statement) {
        SourceText source = statement.source();
        return new Place(source.path(), statement.position(), source.position(statement.to()));
    }

    /** A token of a statement, by its offset there; the whole statement if that is not known. */
    public static Place token(Statement statement, int offset) {
        Tokens tokens = statement.tokens();
        if (statement.isAsWritten()) {
            for (int i = 0; i < tokens.size(); i++) {
                if (tokens.from(i) <= offset && offset < tokens.to(i)) {
                    return of(
                            statement.source(),
                            statement.from() + tokens.from(i),
                            statement.from() + tokens.to(i));
                }
            }
        }
        return new Place(
                statement.source().path(),
                statement.position(offset),
                statement.source().position(statement.to()));
    }

    /** The first place where a name stands in the statement; else the whole statement. */
    public static Place name(Statement statement, String name) {
        int token = statement.tokens().findName(name, 0);
        return token < 0 ? of(statement) : token(statement, statement.tokens().from(token));
    }
}
