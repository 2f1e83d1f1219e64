package dev.signalbox.database.sqlite;

import java.util.ArrayList;
import java.util.List;

/** What became of the rows of a slice, a sentence each. */
final class ReturnReport {

    private static final int KEYS_NAMED = 3;

    private final RowStates states;
    private final List<String> notes = new ArrayList<>();
    private int conflicts;

    private ReturnReport(RowStates states) {
        this.states = states;
    }

    /**
     * @param refilled the columns that rows written since got back all the same
     */
    static ReturnReport of(RowStates states, Slice slice, List<String> refilled) {
        ReturnReport report = new ReturnReport(states);
        long back = states.count(RowStates.PUT_BACK);
        report.notes.add(back + " of " + slice.rows() + " saved rows are as they were");
        String filled = refilled.isEmpty() ? "" : ", but for " + String.join(", ", refilled);
        report.conflict(RowState.CHANGED, "written since, and kept as written" + filled);
        report.conflict(RowState.REPLACED, "replaced since by another row under the same key");
        report.conflict(RowState.BLOCKED, "kept out by a constraint");
        report.say(RowState.DELETED, "", "deleted since, and not put back");
        return report;
    }

    private void conflict(RowState state, String what) {
        if (say(state, "conflict: ", what)) {
            conflicts++;
        }
    }

    private boolean say(RowState state, String before, String what) {
        long count = states.count(RowStates.is(state));
        if (count > 0) {
            notes.add(before + rows(state, count) + " " + what);
        }
        return count > 0;
    }

    private String rows(RowState state, long count) {
        List<String> keys = states.keys(state, KEYS_NAMED);
        return count
                + (count == 1 ? " row" : " rows")
                + " ("
                + String.join("; ", keys)
                + (count > keys.size() ? "; …" : "")
                + ")";
    }

    List<String> notes() {
        return notes;
    }

    boolean hasConflicts() {
        return conflicts > 0;
    }
}
