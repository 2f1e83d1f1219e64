package dev.signalbox.database;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One time that a migration was tried, up or down, as the ledger has it.
 *
 * @param direction up or down
 * @param status completed, failed, or how else it ended
 * @param rows changed; empty when nobody counted
 * @param error absent when there was none
 */
public record PastAttempt(
        String direction,
        String status,
        Instant startedAt,
        Duration duration,
        OptionalLong rows,
        int statements,
        @Nullable String planId,
        @Nullable String actor,
        @Nullable String error) {}
