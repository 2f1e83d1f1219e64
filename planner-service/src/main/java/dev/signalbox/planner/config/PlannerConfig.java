package dev.signalbox.planner.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What is configured for the planner. */
@ConfigMapping(prefix = "signalbox.planner")
interface PlannerConfig {

    /** The file with the service's Ed25519 key. */
    Path key();

    /** The file of the service's SQLite store. */
    Path store();

    /** A released plan that has not started within that time never does. */
    @WithDefault("1h")
    Duration startWithin();
}
