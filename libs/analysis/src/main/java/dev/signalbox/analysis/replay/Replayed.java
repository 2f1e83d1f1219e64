package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.migration.ForeignKeys;
import dev.signalbox.sql.migration.Migration;
import java.util.List;

/**
 * A migration that was run on the schema that those before it make.
 *
 * @param sources its files; that of its UP section first
 * @param up its statements, in order, also those that failed
 * @param down its DOWN section, which is not run here
 * @param before the schema that it met
 * @param after the schema that it left
 * @param breakages what it broke, or made broken
 */
public record Replayed(
        Migration migration,
        List<SourceText> sources,
        List<Step> up,
        List<Statement> down,
        Schema before,
        Schema after,
        List<Breakage> breakages) {

    public Replayed {
        sources = List.copyOf(sources);
        up = List.copyOf(up);
        down = List.copyOf(down);
        breakages = List.copyOf(breakages);
    }

    /** Whether every statement ran, so that {@code after} is what it makes. */
    public boolean isSound() {
        return up.stream().allMatch(Step::ran);
    }

    /** How it wants foreign keys to be while it runs. */
    public ForeignKeys foreignKeys() {
        return migration.up().foreignKeys();
    }
}
