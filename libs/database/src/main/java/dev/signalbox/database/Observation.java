package dev.signalbox.database;

import java.util.List;
import java.util.Optional;

/** A database's schema and ledger, read in one transaction and so of one moment. */
public record Observation(Schema schema, Ledger ledger) {

    /**
     * What differs from the schema that the last migration left; empty when nothing does, or when
     * no migration was ever applied.
     */
    public List<String> drift() {
        return ledger.latestStamp()
                .filter(stamp -> !stamp.fingerprint().isOf(schema))
                .map(this::differences)
                .orElse(List.of());
    }

    private List<String> differences(Ledger.Stamp stamp) {
        Optional<Schema> left = stamp.schema();
        if (left.isEmpty()) {
            return List.of(
                    "it is not what version "
                            + stamp.version()
                            + " left; what differs is not known, since that run did not end");
        }
        List<String> differences = Schema.difference(left.get(), schema);
        return differences.isEmpty()
                ? List.of("the recorded fingerprint was changed")
                : differences;
    }
}
