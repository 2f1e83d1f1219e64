package dev.signalbox.cli.create;

import java.util.Locale;

/** What a new migration is for, which decides what its template shows. */
public enum MigrationType {
    DDL(
            """
            -- TODO: write the statements, such as
            --   CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
            --   CREATE INDEX idx_notes_text ON notes (text);
            """,
            """
            -- TODO: write what undoes them, the last first, such as
            --   DROP INDEX idx_notes_text;
            --   DROP TABLE notes;
            """,
            "feature",
            "low"),
    DML(
            """
            -- TODO: write the statements; filter them, so that a second run changes nothing, such as
            --   UPDATE notes SET text = '' WHERE text IS NULL;
            """,
            """
            -- TODO: write what puts the former values back. Where that cannot be known, leave this
            -- empty: the way back is then a snapshot.
            """,
            "data",
            "medium"),
    FUNCTION(
            """
            -- TODO: write the view or trigger (SQLite has no functions of its own), such as
            --   CREATE TRIGGER notes_changed AFTER UPDATE ON notes BEGIN
            --     UPDATE notes SET changed_at = unixepoch() WHERE id = NEW.id;
            --   END;
            """,
            """
            -- TODO: write what undoes them, such as
            --   DROP TRIGGER notes_changed;
            """,
            "function",
            "low");

    private final String upExample;
    private final String downExample;
    private final String tag;
    private final String risk;

    MigrationType(String upExample, String downExample, String tag, String risk) {
        this.upExample = upExample;
        this.downExample = downExample;
        this.tag = tag;
        this.risk = risk;
    }

    String upExample() {
        return upExample;
    }

    String downExample() {
        return downExample;
    }

    String tag() {
        return tag;
    }

    String risk() {
        return risk;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
