package dev.signalbox.analysis.schema;

import java.util.List;

/**
 * @param origin {@code c} for CREATE INDEX, {@code u} for UNIQUE, {@code pk} for PRIMARY KEY
 * @param columns in order; an expression is an empty text
 * @param sql empty for those that a constraint made
 */
public record Index(
        String name,
        boolean unique,
        String origin,
        boolean partial,
        List<String> columns,
        String sql) {

    public Index {
        columns = List.copyOf(columns);
    }

    public boolean isOwn() {
        return origin.equals("c");
    }
}
