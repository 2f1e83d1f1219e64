package dev.signalbox.executor.config;

import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.executor.messaging.ExecutorHandler;
import dev.signalbox.executor.store.BundleStore;
import dev.signalbox.executor.store.ExaminationStore;
import dev.signalbox.executor.store.RequestStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.executor.store.WishStore;
import dev.signalbox.executor.work.LeaseKeeper;
import dev.signalbox.executor.work.LockReleases;
import dev.signalbox.executor.work.RunWorker;
import dev.signalbox.executor.work.Steering;
import dev.signalbox.executor.work.WorkLimits;
import dev.signalbox.runtime.RuntimeConfig;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.Workload;
import dev.signalbox.runtime.channels.KafkaConnection;
import dev.signalbox.runtime.inbox.Inbox;
import dev.signalbox.runtime.outbox.KafkaPublisher;
import dev.signalbox.runtime.project.ProjectSettings;
import dev.signalbox.runtime.security.ServiceKeys;
import dev.signalbox.runtime.work.WakeableLoop;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the executor together, starts it before its channel opens, and stops it. */
@Singleton
class ExecutorApplication {

    static final String NAME = "executor";

    private final ServiceSpine spine;
    private final RunStore runs;
    private final ExaminationStore examinations;
    private final BundleStore bundles;
    private final LeaseKeeper leases;
    private final RequestStore requests;
    private final ServiceKeys keys;
    private final Inbox inbox;
    private final List<WakeableLoop> workers = new ArrayList<>();
    private final String identity;
    private volatile boolean stopping;

    @Inject
    ExecutorApplication(
            @DataSource(NAME) AgroalDataSource dataSource,
            ExecutorConfig config,
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
        this.runs = new RunStore(spine);
        this.examinations = new ExaminationStore(spine.store());
        this.bundles = new BundleStore(spine.clock());
        this.identity = runs.identity();
        this.leases = new LeaseKeeper(runs, identity, config.runLease());
        this.requests = new RequestStore(spine.store(), spine.clock());
        var steering =
                new Steering(
                        spine, runs, new WishStore(spine.clock()), requests, config.parkedFor());
        this.keys = ServiceKeys.read(config.key(), runtime.trustedKeys());
        this.inbox =
                spine.inbox(
                        new ExecutorHandler(
                                spine, runs, bundles, steering, requests, keys, this::wakeWorkers));
        var databases =
                new ConfiguredDatabases(new ProjectSettings(runtime.folder(), System.getenv()));
        var worker =
                new RunWorker(
                        spine,
                        runs,
                        bundles,
                        databases,
                        leases,
                        steering,
                        new LockReleases(spine, runs, requests, databases, config.databaseLease()),
                        identity,
                        limits(config),
                        FailPoints.NONE,
                        () -> stopping);
        for (var i = 1; i <= config.workers(); i++) {
            workers.add(
                    new WakeableLoop(
                            "executor-worker-" + i, Duration.ofSeconds(2), worker::workOff));
        }
    }

    private static WorkLimits limits(ExecutorConfig config) {
        return new WorkLimits(
                config.runLease(),
                config.databaseLease(),
                config.lockTimeout(),
                config.lockNotice(),
                config.attempts());
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        // One process has this store, so whatever it held when it died is its own to take again.
        runs.releaseOwn(identity);
        spine.store().change(bundles::forgetOld);
        spine.start();
        workers.forEach(WakeableLoop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        workers.forEach(WakeableLoop::close);
        leases.close();
        spine.close();
    }

    private void wakeWorkers() {
        workers.forEach(WakeableLoop::wake);
    }

    @Produces
    @Singleton
    @Identifier(NAME)
    ServiceSpine spine() {
        return spine;
    }

    @Produces
    @Singleton
    @Identifier(NAME)
    Inbox inbox() {
        return inbox;
    }

    @Produces
    @Singleton
    @Identifier(NAME)
    ServiceKeys keys() {
        return keys;
    }

    @Produces
    @Singleton
    RequestStore requests() {
        return requests;
    }

    @Produces
    @Singleton
    RunStore runs() {
        return runs;
    }

    @Produces
    @Singleton
    ExaminationStore examinations() {
        return examinations;
    }

    @Produces
    @Singleton
    @Identifier(NAME)
    Workload workload() {
        return () -> {
            var open = runs.open();
            return open == 0 ? Optional.empty() : Optional.of(open + " runs are not finished");
        };
    }
}
