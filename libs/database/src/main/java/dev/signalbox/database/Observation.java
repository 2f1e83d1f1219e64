package dev.signalbox.database;

import java.util.List;

/** A database's schema and ledger, read in one transaction and so of one moment. */
public record Observation(Schema schema, Ledger ledger) {

    /**
     * What differs from the schema that the last migration left; empty when nothing does, or when
     * no migration was ever applied.
     */
    public List<String> drift() {
        return ledger.latestStamp()
                .filter(stamp -> !stamp.fingerprint().equals(schema.fingerprint()))
                .map(stamp -> Schema.difference(stamp.schema(), schema))
                .map(it -> it.isEmpty() ? List.of("the recorded fingerprint was changed") : it)
                .orElse(List.of());
    }
}
