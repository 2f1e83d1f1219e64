package dev.signalbox.database;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A checked copy of a snapshot, to become the database.
 *
 * @param copy a database file that nobody else uses; its ledger's lock and fence are written before
 *     it is copied
 * @param expected the fingerprint that the copy must have
 * @param cancelled asked between pages; once true, the database stays as it was
 */
public record RestoreRequest(
        Path copy,
        Fingerprint expected,
        String snapshot,
        @Nullable String reason,
        WaitPolicy patience,
        BooleanSupplier cancelled,
        RunContext context) {}
