package dev.signalbox.system.crash;

import dev.signalbox.audit.messaging.AuditHandler;
import dev.signalbox.audit.messaging.TrailWriter;
import dev.signalbox.audit.store.PositionStore;
import dev.signalbox.audit.store.TrailStore;
import dev.signalbox.backup.domain.DatabaseDirectory;
import dev.signalbox.backup.domain.DatabaseDirectory.Lookup;
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
import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.SnapshotPolicy;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.executor.messaging.ExecutorHandler;
import dev.signalbox.executor.store.BundleStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.executor.store.WishStore;
import dev.signalbox.executor.work.Databases;
import dev.signalbox.executor.work.LeaseKeeper;
import dev.signalbox.executor.work.LockReleases;
import dev.signalbox.executor.work.RunWorker;
import dev.signalbox.executor.work.Steering;
import dev.signalbox.executor.work.WorkLimits;
import dev.signalbox.planner.messaging.PlannerHandler;
import dev.signalbox.planner.store.ManifestStore;
import dev.signalbox.planner.store.PlanJournal;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.planner.store.ProjectStore;
import dev.signalbox.planner.work.ObservedDatabases;
import dev.signalbox.planner.work.PlanMaker;
import dev.signalbox.planner.work.PlanningWork;
import dev.signalbox.planner.work.Projects;
import dev.signalbox.planner.work.ScratchFolder;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.project.ProjectSettings;
import dev.signalbox.runtime.security.ServiceKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Puts the services' cores together as their processes do, on the same files each time. */
final class Cores {

    private static final Runnable NOTHING = () -> {};

    private static final Clock CLOCK = Clock.systemUTC();
    private static final WorkLimits LIMITS =
            new WorkLimits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    3);

    private final Path folder;
    private final Broker broker;
    private final ServiceKeys keys;
    private final FailPoints failPoints;
    private final ProjectSettings settings;

    Cores(Path folder, Broker broker, ServiceKeys keys, FailPoints failPoints) {
        this.folder = folder;
        this.broker = broker;
        this.keys = keys;
        this.failPoints = failPoints;
        this.settings = new ProjectSettings(folder, Map.of());
    }

    Core planner() {
        var store = store("planner");
        var spine = spine("planner", store);
        var plans = new PlanStore(spine.store());
        var journal = new PlanJournal(spine.store());
        var manifests = new ManifestStore(spine.store());
        var maker =
                new PlanMaker(
                        settings,
                        new Projects(new ProjectStore(spine.store(), CLOCK)),
                        new ObservedDatabases(settings),
                        plans,
                        manifests,
                        new ScratchFolder(folder.resolve("scratch")),
                        CLOCK);
        var work = new PlanningWork(spine, plans, journal, maker, keys, Duration.ofHours(1));
        var inbox =
                spine.inbox(new PlannerHandler(spine, plans, journal, manifests, keys, NOTHING));
        return new Core("planner", spine, inbox::accept, work::workOff, store::close);
    }

    Core executor() {
        var store = store("executor");
        var spine = spine("executor", store);
        var runs = new RunStore(spine);
        var bundles = new BundleStore(CLOCK);
        var identity = runs.identity();
        runs.releaseOwn(identity);
        var leases = new LeaseKeeper(runs, identity, LIMITS.runLease());
        var requests = new dev.signalbox.executor.store.RequestStore(spine.store(), CLOCK);
        var steering =
                new Steering(spine, runs, new WishStore(CLOCK), requests, Duration.ofMinutes(10));
        Databases databases =
                id ->
                        settings.database(id.value())
                                .map(d -> new SqliteDatabase(file(d.url()), failPoints));
        var worker =
                new RunWorker(
                        spine,
                        runs,
                        bundles,
                        databases,
                        leases,
                        steering,
                        new LockReleases(spine, runs, requests, databases, LIMITS.databaseLease()),
                        identity,
                        LIMITS,
                        failPoints,
                        () -> false);
        var inbox =
                spine.inbox(
                        new ExecutorHandler(
                                spine, runs, bundles, steering, requests, keys, NOTHING));
        return new Core(
                "executor",
                spine,
                inbox::accept,
                worker::workOff,
                () -> {
                    leases.close();
                    store.close();
                });
    }

    Core backup() {
        var store = store("backup");
        var spine = spine("backup", store);
        var jobs = new JobStore(spine);
        var stagings = new StagingStore(spine);
        var folders = new SnapshotFolders(folder.resolve("snapshots"));
        try {
            folders.removePartials();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DatabaseDirectory databases =
                id -> new Lookup.Found(settings.database(id.value()).orElseThrow().url());
        var attempt =
                new SnapshotAttempt(
                        databases,
                        new SqliteTaker(folder, SnapshotPolicy.DEFAULT, failPoints),
                        folders,
                        CLOCK,
                        failPoints);
        var worker =
                new SnapshotWorker(
                        spine,
                        jobs,
                        new OpenJobs(jobs),
                        new RunningSnapshots(),
                        attempt,
                        failPoints,
                        () -> false);
        var staging = new StagingAttempt(databases, folder, folders, stagings, failPoints);
        staging.removeLeftovers();
        var stager = new StagingWorker(stagings, staging, failPoints, () -> false);
        var handler =
                new BackupHandler(
                        spine, jobs, stagings, new RequestStore(spine.store()), databases, NOTHING);
        return new Core(
                "backup",
                spine,
                spine.inbox(handler)::accept,
                () -> {
                    worker.workOff();
                    stager.workOff();
                },
                store::close);
    }

    Core audit() {
        var store = store("audit");
        var spine = spine("audit", store);
        var positions = new PositionStore(spine.store());
        var handler =
                new AuditHandler(spine, new TrailStore(spine.store(), CLOCK), positions, keys);
        var writer = new TrailWriter(spine.inbox(handler), positions);
        return new Core("audit", spine, writer::accept, () -> {}, store::close);
    }

    private CrashingDataSource store(String service) {
        return new CrashingDataSource(folder.resolve(service + ".db"), service, failPoints);
    }

    private ServiceSpine spine(String service, CrashingDataSource store) {
        return new ServiceSpine(
                service,
                store.dataSource(),
                new CrashingPublisher(service, broker, failPoints),
                new SimpleMeterRegistry(),
                CLOCK);
    }

    private DatabaseAddress.SqliteFile file(String url) {
        return switch (DatabaseAddress.parse(url, folder)) {
            case DatabaseAddress.SqliteFile file -> file;
        };
    }
}
