package dev.signalbox.executor.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What is configured for the executor. */
@ConfigMapping(prefix = "signalbox.executor")
interface ExecutorConfig {

    /** The file with the service's Ed25519 key. */
    Path key();

    /** The file of the service's SQLite store. */
    Path store();

    /** Runs that are carried out side by side, each on its own database. */
    @WithDefault("4")
    int workers();

    /** A run whose executor is silent for that long may be taken by another. */
    @WithDefault("30s")
    Duration runLease();

    /** The lock on a managed database holds for that long without a sign of life. */
    @WithDefault("30s")
    Duration databaseLease();

    /** How long a run waits for a database that somebody else holds. */
    @WithDefault("5m")
    Duration lockTimeout();

    /** How often a waiting run says so. */
    @WithDefault("5s")
    Duration lockNotice();

    /** Tries of a step that failed for a passing reason. */
    @WithDefault("3")
    int attempts();

    /** How long a request that steers a run waits for its plan to become known. */
    @WithDefault("10m")
    Duration parkedFor();
}
