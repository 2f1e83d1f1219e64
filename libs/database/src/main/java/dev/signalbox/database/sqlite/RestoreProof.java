package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares a restored database with the copy that was written into it. */
final class RestoreProof {

    private final FileContents copy;
    private final FileContents found;

    private RestoreProof(FileContents copy, FileContents found) {
        this.copy = copy;
        this.found = found;
    }

    /**
     * @throws DatabaseException with {@code CORRUPT} when what was written is not what is read
     */
    static RestoreProof of(SqliteFile target, FileContents copy) {
        FileContents found = read(target);
        if (!found.integrityProblems().isEmpty()) {
            throw new DatabaseException(
                    Reason.CORRUPT,
                    target.display(),
                    "the snapshot was written, and the file is damaged all the same: "
                            + found.integrityProblems().getFirst(),
                    "Check the disk, then restore again");
        }
        return new RestoreProof(copy, found);
    }

    private static FileContents read(SqliteFile target) {
        try (Handle handle = Connections.reading(target)) {
            handle.run("BEGIN");
            FileContents found = FileContents.read(handle);
            handle.run("ROLLBACK");
            return found;
        }
    }

    FileContents found() {
        return found;
    }

    /** A sentence each; what an application has changed since is said, and no failure. */
    List<String> sentences() {
        List<String> result = new ArrayList<>();
        result.add("integrity_check found no damage");
        result.add(
                found.fingerprint().equals(copy.fingerprint())
                        ? "the schema has the snapshot's fingerprint " + found.fingerprint()
                        : "the schema was changed since: its fingerprint is "
                                + found.fingerprint()
                                + ", and the snapshot's is "
                                + copy.fingerprint());
        for (Map.Entry<String, Long> table : copy.rows().entrySet()) {
            result.add(rows(table.getKey(), table.getValue()));
        }
        return result;
    }

    private String rows(String table, long expected) {
        @Nullable Long rows = found.rows().get(table);
        String head = "table " + table + ": ";
        if (rows == null) {
            return head + "gone since; the snapshot has " + expected + " rows";
        }
        return rows == expected
                ? head + rows + " rows, as in the snapshot"
                : head + rows + " rows; the snapshot has " + expected + ", others write";
    }
}
