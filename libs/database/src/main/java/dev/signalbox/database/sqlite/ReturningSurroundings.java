package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Around a way up: keeps the state before it for a later way back to be compared with, and puts
 * back what an earlier way back took.
 */
final class ReturningSurroundings implements Surroundings {

    private final Handle handle;
    private final Change change;
    private final boolean reversible;
    private final SliceReturn slices;
    private List<Proof.Digest> digests = List.of();

    /**
     * @param reversible nothing is compared of what has no way back
     */
    ReturningSurroundings(Handle handle, Change change, boolean enforced, boolean reversible) {
        this.handle = handle;
        this.change = change;
        this.reversible = reversible;
        this.slices = new SliceReturn(handle, change, enforced);
    }

    @Override
    public Optional<ApplyOutcome> before(Supplier<Optional<ApplyOutcome>> trial) {
        Schema before = handle.schema();
        if (reversible) {
            digests =
                    Reach.of(change, before).stream()
                            .flatMap(table -> TableContent.of(handle, table).stream())
                            .map(content -> Proof.Digest.of(handle, content))
                            .toList();
        }
        SliceRows rows = new SliceRows(handle);
        // Most never were, and each statement is prepared anew behind a change of the schema.
        if (rows.hasWayBack(change.id())) {
            boolean unwritten = WholeState.isStillThat(handle, change, before);
            slices.begin(rows.pending(change.id()), before, unwritten);
        }
        return Optional.empty();
    }

    @Override
    public void after() {
        slices.putBack();
    }

    void record(long historyId) {
        Proof.keep(handle, historyId, digests);
    }

    /** Whether there was something to put back. */
    boolean isReturning() {
        return slices.isAny();
    }

    List<String> notes() {
        return slices.notes();
    }
}
