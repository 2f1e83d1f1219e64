package dev.signalbox.runtime.channels;

import dev.signalbox.runtime.RuntimeConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Runs before any channel starts: a process that could lose events does not come up. */
@ApplicationScoped
class ChannelsStart {

    private final Config config;
    private final RuntimeConfig runtime;
    private final KafkaConnection kafka;

    @Inject
    ChannelsStart(Config config, RuntimeConfig runtime, KafkaConnection kafka) {
        this.config = config;
        this.runtime = runtime;
        this.kafka = kafka;
    }

    void start(@Observes @Priority(50) StartupEvent event) {
        var findings =
                new ChannelGuard(
                                config.getPropertyNames(),
                                key -> Optional.ofNullable(config.getConfigValue(key).getValue()))
                        .findings();
        if (!findings.isEmpty()) {
            throw new IllegalStateException(
                    "These channels could lose events; Signalbox does not start:\n  "
                            + String.join("\n  ", findings));
        }
        new TopicSetup(
                        kafka.settings(),
                        runtime.topics().partitions(),
                        runtime.topics().replication())
                .ensure();
    }
}
