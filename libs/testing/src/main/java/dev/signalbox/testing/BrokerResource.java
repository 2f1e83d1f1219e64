package dev.signalbox.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test the JVM's Kafka as {@code kafka.bootstrap.servers}:
 * {@code @QuarkusTestResource(BrokerResource.class)}.
 */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("kafka.bootstrap.servers", BrokerProvider.bootstrapServers());
    }

    @Override
    public void stop() {
        // The broker is the JVM's, and other test classes still need it.
    }
}
