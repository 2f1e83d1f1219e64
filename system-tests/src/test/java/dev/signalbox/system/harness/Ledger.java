package dev.signalbox.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;

/** What must hold of a database's history, whatever happened while it was written. */
public final class Ledger {

    private Ledger() {}

    /** Each migration in force once, in order, and nothing else completed. */
    public static void assertEachOnce(Sqlite database, List<String> migrations) {
        assertThat(database.applied()).isEqualTo(migrations);
        assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
    }

    /** No two holders took turns: epochs only rise, and each belongs to one executor. */
    public static void assertEpochsNeverInterleave(Sqlite database) {
        var owners = new HashMap<Long, String>();
        var last = 0L;
        for (var row :
                database.rows("SELECT epoch, executor FROM _migration_history ORDER BY id")) {
            var epoch = Long.parseLong(row.substring(0, row.indexOf('|')));
            assertThat(epoch).as("epochs in the order of commits").isGreaterThanOrEqualTo(last);
            assertThat(owners.computeIfAbsent(epoch, e -> row))
                    .as("the executor of epoch " + epoch)
                    .isEqualTo(row);
            last = epoch;
        }
        assertThat(database.number("SELECT epoch FROM _migration_fence"))
                .isGreaterThanOrEqualTo(last);
    }
}
