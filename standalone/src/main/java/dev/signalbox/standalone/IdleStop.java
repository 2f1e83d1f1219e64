package dev.signalbox.standalone;

import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.Workload;
import dev.signalbox.runtime.web.Activity;
import dev.signalbox.runtime.work.WakeableLoop;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends a standalone that a command started by the way, once nobody asks or watches, nothing runs,
 * everything is sent and the trail has it.
 */
@Singleton
class IdleStop {

    private static final Logger LOG = Logger.getLogger(IdleStop.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Instance instance;
    private final Activity activity;
    private final Iterable<ServiceSpine> spines;
    private final Iterable<Workload> workloads;
    private @Nullable WakeableLoop loop;

    @Inject
    IdleStop(
            Instance instance,
            Activity activity,
            @Any jakarta.enterprise.inject.Instance<ServiceSpine> spines,
            @Any jakarta.enterprise.inject.Instance<Workload> workloads) {
        this.instance = instance;
        this.activity = activity;
        this.spines = spines;
        this.workloads = workloads;
    }

    void start(@Observes StartupEvent event) {
        instance.idleStop()
                .ifPresent(
                        quiet -> {
                            loop = new WakeableLoop("idle-stop", LOOK, () -> look(quiet));
                            loop.start();
                        });
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private void look(Duration quiet) {
        if (activity.quietFor().compareTo(quiet) < 0 || isBusy()) {
            return;
        }
        LOG.infof("Nobody has asked for anything for %s: stopping", quiet);
        Thread.ofPlatform().name("stop").start(Quarkus::asyncExit);
    }

    private boolean isBusy() {
        for (var spine : spines) {
            if (spine.waiting() > 0) {
                return true;
            }
        }
        for (var workload : workloads) {
            if (workload.unfinished().isPresent()) {
                return true;
            }
        }
        return false;
    }
}
