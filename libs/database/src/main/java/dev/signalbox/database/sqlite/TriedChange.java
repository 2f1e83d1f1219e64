package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs a script behind a savepoint, to see which tables it changes, and takes it back. */
final class TriedChange {

    private final Handle handle;
    private final Change change;
    private final Schema before;
    private final List<Schema.Table> changed = new ArrayList<>();

    TriedChange(Handle handle, Change change, Schema before) {
        this.handle = handle;
        this.change = change;
        this.before = before;
    }

    /** Answers why the script could not be run to its end. */
    Optional<ApplyOutcome> run(Supplier<Optional<ApplyOutcome>> script) {
        Map<Schema.Table, Optional<String>> digests = new LinkedHashMap<>();
        for (Schema.Table table : Reach.of(change, before)) {
            digests.put(table, digest(TableContent.of(handle, table)));
        }
        handle.run("SAVEPOINT _signalbox_trial");
        Optional<ApplyOutcome> stopped = script.get();
        if (stopped.isPresent()) {
            return stopped;
        }
        Lineage lineage = new Lineage(change.statements(), handle.schema());
        digests.forEach(
                (table, digest) -> {
                    if (isChanged(table, digest, lineage)) {
                        changed.add(table);
                    }
                });
        handle.run("ROLLBACK TO _signalbox_trial");
        handle.run("RELEASE _signalbox_trial");
        return Optional.empty();
    }

    /** A table whose rows cannot be read counts as changed only when it is gone. */
    private boolean isChanged(Schema.Table table, Optional<String> digest, Lineage lineage) {
        Optional<TableContent> after =
                TableContent.of(handle, lineage.after(), lineage.table(table.name()));
        return digest.isPresent()
                ? !digest.equals(digest(after))
                : lineage.table(table.name()) == null;
    }

    /** Of an empty table, too, the digest says what columns it has. */
    private Optional<String> digest(Optional<TableContent> content) {
        return content.map(it -> it.digest(handle).digest() + RowHash.of(it.columns(), "t"));
    }

    List<Schema.Table> changed() {
        return changed;
    }
}
