package dev.signalbox.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** What is configured once for all services of a process. */
@ConfigMapping(prefix = "signalbox")
public interface RuntimeConfig {

    /** The project's folder: it holds signalbox.yml, and relative paths start there. */
    @WithDefault(".")
    Path folder();

    /** The file with the token that REST requests must show. */
    Path tokenFile();

    /** The file of services and their public keys, whose signatures count. */
    Path trustedKeys();

    Topics topics();

    interface Topics {

        /** Partitions of topics that are created. */
        @WithDefault("12")
        int partitions();

        /** Replicas of topics that are created; -1 leaves it to the cluster. */
        @WithDefault("-1")
        short replication();
    }
}
