package dev.signalbox.standalone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is configured for the standalone alone, most of it by the command that starts it. */
@ConfigMapping(prefix = "signalbox")
interface StandaloneConfig {

    /** The folder of stores, logs, keys and snapshots. */
    @WithDefault(".signalbox")
    Path data();

    /** A standalone that nobody has asked for anything for that long stops; absent, it stays. */
    Optional<Duration> idleStop();

    Http http();

    Kafka kafka();

    interface Http {

        /** The port of REST and health, on loopback; 0 takes a free one. */
        @WithDefault("0")
        int port();
    }

    interface Kafka {

        /** The port of the Kafka broker, on loopback; 0 takes a free one. */
        @WithDefault("0")
        int port();
    }
}
