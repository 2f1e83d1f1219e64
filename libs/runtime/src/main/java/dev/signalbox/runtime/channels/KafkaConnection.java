package dev.signalbox.runtime.channels;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the cluster is and how to get in, from the {@code kafka.*} settings that Quarkus collects
 * for all clients of the process.
 */
@ApplicationScoped
public class KafkaConnection {

    private final Map<String, Object> settings;

    @Inject
    KafkaConnection(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = new HashMap<>(settings);
        this.settings.keySet().removeIf(name -> name.endsWith("serializer"));
    }

    /** For proxies. */
    protected KafkaConnection() {
        this.settings = Map.of();
    }

    public Map<String, Object> settings() {
        return Map.copyOf(settings);
    }
}
