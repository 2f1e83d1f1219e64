package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.schema.Schema;
import java.util.List;

/**
 * A project's migrations as they ran.
 *
 * @param end the schema after the last one
 */
public record History(List<Replayed> migrations, List<Trouble> troubles, Schema end) {

    public History {
        migrations = List.copyOf(migrations);
        troubles = List.copyOf(troubles);
    }
}
