package dev.signalbox.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while every service in this process can write what it is told. */
@Readiness
@ApplicationScoped
class SpineHealth implements HealthCheck {

    private final Instance<ServiceSpine> spines;

    @Inject
    SpineHealth(@Any Instance<ServiceSpine> spines) {
        this.spines = spines;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("signalbox").up();
        for (var spine : spines) {
            var troubles = spine.troubles();
            response.withData(
                    spine.service(), troubles.isEmpty() ? "ready" : String.join("; ", troubles));
            if (!troubles.isEmpty()) {
                response.down();
            }
        }
        return response.build();
    }
}
