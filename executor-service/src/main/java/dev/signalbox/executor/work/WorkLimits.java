package dev.signalbox.executor.work;

import java.time.Duration;

/**
 * How long the executor waits and holds.
 *
 * @param runLease a run whose executor is silent for that long may be taken by another
 * @param databaseLease the lock row on a managed database holds for that long without a sign of
 *     life
 * @param lockTimeout how long a run waits for a database that somebody else holds
 * @param lockNotice how often a waiting run says so
 * @param attempts tries of a step that failed for a passing reason
 */
public record WorkLimits(
        Duration runLease,
        Duration databaseLease,
        Duration lockTimeout,
        Duration lockNotice,
        int attempts) {}
