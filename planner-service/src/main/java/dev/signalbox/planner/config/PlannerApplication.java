package dev.signalbox.planner.config;

import dev.signalbox.planner.messaging.PlannerHandler;
import dev.signalbox.planner.store.ManifestStore;
import dev.signalbox.planner.store.PlanJournal;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.planner.store.ProjectStore;
import dev.signalbox.planner.work.Catalogue;
import dev.signalbox.planner.work.ObservedDatabases;
import dev.signalbox.planner.work.PlanMaker;
import dev.signalbox.planner.work.PlanningWork;
import dev.signalbox.planner.work.Projects;
import dev.signalbox.planner.work.ScratchFolder;
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
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts the planner together, starts it before its channel opens, and stops it. */
@Singleton
class PlannerApplication {

    static final String NAME = "planner";
    private static final Logger LOG = Logger.getLogger(PlannerApplication.class);

    private final ServiceSpine spine;
    private final PlanStore plans;
    private final PlanJournal journal;
    private final ProjectStore uploads;
    private final Catalogue catalogue;
    private final ServiceKeys keys;
    private final Inbox inbox;
    private final WakeableLoop planning;
    private final ScratchFolder scratch;

    @Inject
    PlannerApplication(
            @DataSource(NAME) AgroalDataSource dataSource,
            PlannerConfig config,
            RuntimeConfig runtime,
            KafkaConnection kafka,
            MeterRegistry meters) {
        var clock = Clock.systemUTC();
        this.spine =
                new ServiceSpine(
                        NAME,
                        dataSource,
                        new KafkaPublisher(kafka.settings(), NAME + "-relay"),
                        meters,
                        clock);
        this.plans = new PlanStore(spine.store());
        this.journal = new PlanJournal(spine.store());
        this.uploads = new ProjectStore(spine.store(), clock);
        this.keys = ServiceKeys.read(config.key(), runtime.trustedKeys());
        var settings = new ProjectSettings(runtime.folder(), System.getenv());
        var projects = new Projects(uploads);
        var databases = new ObservedDatabases(settings);
        var manifests = new ManifestStore(spine.store());
        this.scratch = ScratchFolder.besideStore(config.store());
        this.catalogue =
                new Catalogue(settings, projects, databases, plans, manifests, clock, journal);
        var work =
                new PlanningWork(
                        spine,
                        plans,
                        journal,
                        new PlanMaker(
                                settings, projects, databases, plans, manifests, scratch, clock),
                        keys,
                        config.startWithin());
        this.planning = new WakeableLoop("planner-planning", Duration.ofSeconds(2), work::workOff);
        this.inbox =
                spine.inbox(
                        new PlannerHandler(spine, plans, journal, manifests, keys, planning::wake));
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        try {
            scratch.clear();
        } catch (IOException e) {
            // A way back that cannot be tried says so itself.
            LOG.warnf("The scratch folder %s could not be tidied: %s", scratch.path(), e);
        }
        spine.start();
        planning.start();
    }

    void stop(@Observes ShutdownEvent event) {
        planning.close();
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
    PlanStore plans() {
        return plans;
    }

    @Produces
    @Singleton
    PlanJournal journal() {
        return journal;
    }

    @Produces
    @Singleton
    ProjectStore uploads() {
        return uploads;
    }

    @Produces
    @Singleton
    Catalogue catalogue() {
        return catalogue;
    }

    @Produces
    @Singleton
    @Identifier(NAME)
    Workload workload() {
        return () -> {
            var open = plans.unfinished();
            return open == 0 ? Optional.empty() : Optional.of(open + " plans are not at rest");
        };
    }
}
