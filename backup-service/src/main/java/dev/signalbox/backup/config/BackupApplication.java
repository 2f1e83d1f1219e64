package dev.signalbox.backup.config;

import dev.signalbox.backup.messaging.BackupHandler;
import dev.signalbox.backup.store.JobStore;
import dev.signalbox.backup.store.RequestStore;
import dev.signalbox.backup.store.SnapshotFolders;
import dev.signalbox.backup.store.StagingStore;
import dev.signalbox.backup.work.OpenJobs;
import dev.signalbox.backup.work.RunningSnapshots;
import dev.signalbox.backup.work.SnapshotAttempt;
import dev.signalbox.backup.work.SnapshotWorker;
import dev.signalbox.backup.work.SqliteTaker;
import dev.signalbox.backup.work.StagingAttempt;
import dev.signalbox.backup.work.StagingWorker;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.SnapshotPolicy;
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
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts the backup service together, starts it before its channel opens, and stops it. */
@Singleton
class BackupApplication {

    static final String NAME = "backup";
    private static final Logger LOG = Logger.getLogger(BackupApplication.class);

    private final ServiceSpine spine;
    private final JobStore jobs;
    private final StagingStore stagings;
    private final StagingAttempt staging;
    private final RequestStore requests;
    private final SnapshotFolders folders;
    private final RunningSnapshots running = new RunningSnapshots();
    private final ServiceKeys keys;
    private final Inbox inbox;
    private final List<WakeableLoop> workers = new ArrayList<>();
    private volatile boolean stopping;

    @Inject
    BackupApplication(
            @DataSource(NAME) AgroalDataSource dataSource,
            BackupConfig config,
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
        this.jobs = new JobStore(spine);
        this.stagings = new StagingStore(spine);
        this.requests = new RequestStore(spine.store());
        this.folders = new SnapshotFolders(config.snapshots());
        this.keys = ServiceKeys.read(config.key(), runtime.trustedKeys());
        var databases =
                new ConfiguredDatabases(new ProjectSettings(runtime.folder(), System.getenv()));
        this.inbox =
                spine.inbox(
                        new BackupHandler(
                                spine, jobs, stagings, requests, databases, this::wakeWorkers));
        var attempt =
                new SnapshotAttempt(
                        databases,
                        new SqliteTaker(
                                runtime.folder(), policy(config.lockTimeout()), FailPoints.NONE),
                        folders,
                        spine.clock(),
                        FailPoints.NONE);
        var worker =
                new SnapshotWorker(
                        spine,
                        jobs,
                        new OpenJobs(jobs),
                        running,
                        attempt,
                        FailPoints.NONE,
                        () -> stopping);
        this.staging =
                new StagingAttempt(databases, runtime.folder(), folders, stagings, FailPoints.NONE);
        var stager = new StagingWorker(stagings, staging, FailPoints.NONE, () -> stopping);
        workers.add(new WakeableLoop("backup-staging", Duration.ofSeconds(2), stager::workOff));
        for (var i = 1; i <= config.workers(); i++) {
            workers.add(
                    new WakeableLoop("backup-worker-" + i, Duration.ofSeconds(2), worker::workOff));
        }
    }

    private static SnapshotPolicy policy(Duration lockTimeout) {
        var usual = SnapshotPolicy.DEFAULT;
        return new SnapshotPolicy(usual.pagesAStep(), usual.restarts(), lockTimeout);
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        try {
            folders.removePartials();
        } catch (IOException e) {
            // Each snapshot that cannot be written says so itself.
            LOG.warnf("The snapshot store %s could not be tidied: %s", folders.root(), e);
        }
        staging.removeLeftovers();
        spine.start();
        workers.forEach(WakeableLoop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        workers.forEach(WakeableLoop::close);
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
    SnapshotFolders folders() {
        return folders;
    }

    @Produces
    @Singleton
    RunningSnapshots running() {
        return running;
    }

    @Produces
    @Singleton
    @Identifier(NAME)
    Workload workload() {
        return () -> {
            var parts = new ArrayList<String>();
            var open = jobs.countOpen();
            if (open > 0) {
                parts.add(open + " snapshots are not taken");
            }
            var waiting = stagings.countOpen();
            if (waiting > 0) {
                parts.add(waiting + " copies for restores are not laid down");
            }
            return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
        };
    }
}
