package dev.signalbox.database;

import dev.signalbox.database.ApplyOutcome.Overtaken;

/** What came of putting the ledger right. */
public sealed interface MendOutcome {

    record Mended() implements MendOutcome {}

    /** It is so already; nothing was done. */
    record MendedBefore() implements MendOutcome {}

    /**
     * Nothing was changed.
     *
     * @param problem what stands in the way, with what to do about it
     */
    record NotMended(String problem, String remedy) implements MendOutcome {}

    record Lost(Overtaken overtaken) implements MendOutcome {}
}
