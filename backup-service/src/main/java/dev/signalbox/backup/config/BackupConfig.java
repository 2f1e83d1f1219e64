package dev.signalbox.backup.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What is configured for the backup service. */
@ConfigMapping(prefix = "signalbox.backup")
interface BackupConfig {

    /** The file with the service's Ed25519 key. */
    Path key();

    /** The file of the service's SQLite store. */
    Path store();

    /** The folder of the snapshots. */
    Path snapshots();

    /** Snapshots that are taken side by side, each of its own database. */
    @WithDefault("2")
    int workers();

    /** How long a snapshot waits for a database that is locked. */
    @WithDefault("10s")
    Duration lockTimeout();
}
