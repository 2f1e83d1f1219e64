package dev.signalbox.audit.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** What is configured for the audit service. */
@ConfigMapping(prefix = "signalbox.audit")
interface AuditConfig {

    /** The file with the service's Ed25519 key. */
    Path key();

    /** The file of the service's SQLite store, which holds the trail. */
    Path store();
}
