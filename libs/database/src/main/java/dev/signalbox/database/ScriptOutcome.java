package dev.signalbox.database;

import java.time.Duration;

/** What came of running a script that is no migration. */
public sealed interface ScriptOutcome {

    record Done(Duration duration, long rows) implements ScriptOutcome {}

    /** The ledger says that this run has done it before; nothing was done. */
    record DoneBefore() implements ScriptOutcome {}

    /**
     * @param outcome failed, guarded, timed out, interrupted or overtaken; never applied
     */
    record NotDone(ApplyOutcome outcome) implements ScriptOutcome {}
}
