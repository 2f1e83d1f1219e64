package dev.signalbox.executor.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.plan.PlanBundle;
import dev.signalbox.events.plan.PlanDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a released plan may run: what was released is what arrived, and a planner said so. */
public sealed interface ReleaseCheck {

    record Good(PlanDocument plan) implements ReleaseCheck {}

    record Refused(Finding finding) implements ReleaseCheck {}

    /**
     * @param releasedBy the trusted service that signed, if any did
     * @param arrived the bundle, if all parts of it arrived
     */
    static ReleaseCheck of(
            PlanReleased release,
            Optional<String> releasedBy,
            Optional<PlanBundle> arrived,
            Instant now) {
        if (!releasedBy.equals(Optional.of("planner"))) {
            return refused(
                    "release-not-trusted",
                    "signature",
                    "The release of plan %s is not signed by a trusted planner"
                            .formatted(release.plan()),
                    "Only a planner whose key is in signalbox.trusted-keys releases plans; ask it for"
                            + " a plan.");
        }
        if (now.isAfter(release.startBefore())) {
            return refused(
                    "release-expired",
                    "startBefore",
                    "The release was good until %s".formatted(release.startBefore()),
                    "Request the plan again.");
        }
        if (arrived.isEmpty()) {
            return refused(
                    "bundle-incomplete",
                    null,
                    "Parts of the bundle of plan %s never arrived".formatted(release.plan()),
                    "Request the plan again.");
        }
        return ofBundle(release, arrived.get());
    }

    private static ReleaseCheck ofBundle(PlanReleased release, PlanBundle bundle) {
        if (!bundle.hash().equals(release.hash())) {
            return refused(
                    "hash-mismatch",
                    "hash",
                    "The bundle has hash %s, but %s was released"
                            .formatted(bundle.hash(), release.hash()),
                    "What was released is not what arrived; request the plan again, and look who"
                            + " writes to signalbox.plans.");
        }
        PlanDocument plan;
        try {
            plan = bundle.document();
        } catch (IOException e) {
            return refused(
                    "bundle-unreadable",
                    null,
                    "The plan's bundle cannot be read: " + e.getMessage(),
                    "Request the plan again.");
        }
        if (!plan.plan().equals(release.plan())
                || !plan.database().equals(release.database())
                || plan.steps().isEmpty()) {
            return refused(
                    "release-contradicts-plan",
                    null,
                    "The release is for plan %s of %s, the bundle is plan %s of %s with %d steps"
                            .formatted(
                                    release.plan(),
                                    release.database(),
                                    plan.plan(),
                                    plan.database(),
                                    plan.steps().size()),
                    "Request the plan again.");
        }
        return new Good(plan);
    }

    private static Refused refused(
            String code, @Nullable String where, String message, String remedy) {
        return new Refused(Finding.error(code, where, message, remedy));
    }
}
