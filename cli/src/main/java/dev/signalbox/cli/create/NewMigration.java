package dev.signalbox.cli.create;

import dev.signalbox.sql.sqlite.DownDraft;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A migration that is to be written.
 *
 * @param version as the file's name has it
 * @param words of the file's name
 * @param title as its author says it
 * @param up the statements, or what stands in their place until somebody writes them
 * @param down how they are undone, as far as that follows
 * @param written whether the statements are there
 */
record NewMigration(
        String version,
        String words,
        String title,
        String author,
        Instant at,
        MigrationType type,
        boolean breaking,
        List<String> tables,
        String up,
        DownDraft down,
        boolean written) {

    NewMigration {
        tables = List.copyOf(tables);
    }

    LocalDate date() {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Whether a section or file that undoes has anything in it. */
    boolean hasDown() {
        return !written || !down.lines().isEmpty();
    }

    String downText() {
        return written ? down.text() : type.downExample();
    }
}
