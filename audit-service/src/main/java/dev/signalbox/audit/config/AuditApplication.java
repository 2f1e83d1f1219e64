package dev.signalbox.audit.config;

import dev.signalbox.audit.messaging.AuditHandler;
import dev.signalbox.audit.messaging.TrailLag;
import dev.signalbox.audit.messaging.TrailWriter;
import dev.signalbox.audit.store.PositionStore;
import dev.signalbox.audit.store.TrailStore;
import dev.signalbox.events.Topic;
import dev.signalbox.runtime.RuntimeConfig;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.Workload;
import dev.signalbox.runtime.channels.KafkaConnection;
import dev.signalbox.runtime.outbox.KafkaPublisher;
import dev.signalbox.runtime.security.ServiceKeys;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the audit service together, starts it before its channel opens, and stops it. */
@Singleton
class AuditApplication {

    static final String NAME = "audit";

    private final ServiceSpine spine;
    private final TrailStore trail;
    private final TrailWriter writer;
    private final TrailLag lag;

    @Inject
    AuditApplication(
            @DataSource(NAME) AgroalDataSource dataSource,
            AuditConfig config,
            RuntimeConfig runtime,
            KafkaConnection kafka,
            MeterRegistry meters) {
        this.spine =
                new ServiceSpine(
                        NAME,
                        dataSource,
                        new KafkaPublisher(kafka.settings(), NAME + "-relay"),
                        meters,
                        Clock.systemUTC());
        this.trail = new TrailStore(spine.store(), spine.clock());
        var positions = new PositionStore(spine.store());
        var keys = ServiceKeys.read(config.key(), runtime.trustedKeys());
        var inbox = spine.inbox(new AuditHandler(spine, trail, positions, keys));
        this.writer = new TrailWriter(inbox, positions);
        this.lag =
                new TrailLag(
                        kafka.settings(),
                        Arrays.stream(Topic.values())
                                .filter(topic -> topic != Topic.DEAD_LETTERS)
                                .map(Topic::wireName)
                                .collect(Collectors.toSet()),
                        positions);
        Gauge.builder("signalbox.trail.last.index", trail, TrailStore::last).register(meters);
        Gauge.builder("signalbox.trail.size", trail, TrailStore::bytes)
                .baseUnit("bytes")
                .register(meters);
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        spine.start();
    }

    void stop(@Observes ShutdownEvent event) {
        spine.close();
    }

    @Produces
    @Singleton
    @Identifier(NAME)
    ServiceSpine spine() {
        return spine;
    }

    @Produces
    @Singleton
    TrailStore trail() {
        return trail;
    }

    @Produces
    @Singleton
    TrailWriter writer() {
        return writer;
    }

    @Produces
    @ApplicationScoped
    @Identifier(NAME)
    Workload workload() {
        return () -> {
            var waiting = spine.waiting();
            return waiting == 0
                    ? lag.behind()
                    : Optional.of(waiting + " dead letters wait to be sent");
        };
    }
}
