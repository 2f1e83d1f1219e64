package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome.Drifted;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.Schema;
import java.util.List;
import java.util.Optional;

/** Says how a schema differs from the expected one, where the ledger still knows that one. */
final class Drift {

    private Drift() {}

    static Drifted from(Fingerprint expected, Schema found, Handle handle) {
        Optional<Ledger.Stamp> stamp = new LedgerRows(handle).latestStamp();
        return new Drifted(
                expected,
                found.fingerprint(),
                stamp.filter(it -> it.fingerprint().equals(expected))
                        .flatMap(Ledger.Stamp::schema)
                        .map(it -> Schema.difference(it, found))
                        .orElse(List.of()));
    }
}
