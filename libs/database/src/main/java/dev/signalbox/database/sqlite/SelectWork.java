package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillWork.Select;
import dev.signalbox.database.Schema;
import java.util.List;

/** A query's rows, which never leave the engine. */
final class SelectWork implements BatchWork {

    private final Handle handle;
    private final Select select;
    private final TransformedRows transformed;

    SelectWork(Handle handle, Schema schema, Batch batch, Select select, boolean enforced) {
        this.handle = handle;
        this.select = select;
        List<String> columns = Compiled.columns(handle, select.query());
        this.transformed =
                new TransformedRows(handle, schema, batch, select.target(), columns, enforced);
    }

    @Override
    public BackfillCounts on(Batch batch, FailedRows failed) {
        int read = batch.size();
        String query = "(\n" + select.query().text() + "\n)";
        long written;
        if (transformed.needNoLook()) {
            written = Compiled.update(handle, transformed.insert(query), select.query());
        } else {
            transformed.clear();
            Compiled.update(handle, transformed.gather(query), select.query());
            written = transformed.write();
        }
        long skipped = Math.max(0, read - written);
        return new BackfillCounts(read - skipped, skipped, 0, written, 0);
    }
}
