package dev.signalbox.executor.store;

import dev.signalbox.events.Bytes;
import dev.signalbox.events.PlanEvent.PlanPart;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.plan.PlanBundle;
import dev.signalbox.runtime.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Bundles as they arrive, part by part, until their release. */
public final class BundleStore {

    /** As long as the topic keeps the parts. */
    private static final Duration KEEP = Duration.ofDays(30);

    private final Clock clock;

    public BundleStore(Clock clock) {
        this.clock = clock;
    }

    public void keep(Transaction tx, PlanPart part) {
        var bytes = part.bytes().toArray();
        tx.update(
                "INSERT INTO plan_part (plan, part, parts, hash, bytes, received_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                part.plan(),
                part.part(),
                part.of(),
                part.hash(),
                bytes,
                clock.instant());
    }

    /** The bundle, if all of its parts are here. */
    public Optional<PlanBundle> find(Transaction tx, PlanId plan) {
        var parts =
                tx.query(
                        "SELECT part, parts, bytes FROM plan_part WHERE plan = ? ORDER BY part",
                        row ->
                                new Part(
                                        row.integer("part"),
                                        row.integer("parts"),
                                        row.bytes("bytes")),
                        plan);
        if (parts.isEmpty() || parts.size() != parts.getFirst().of()) {
            return Optional.empty();
        }
        return Optional.of(
                PlanBundle.join(
                        parts.stream()
                                .map(p -> Bytes.copyOf(p.bytes(), 0, p.bytes().length))
                                .toList()));
    }

    /** Drops the bundles of ended runs and of plans that were never released. */
    public int forgetOld(Transaction tx) {
        return tx.update(
                "DELETE FROM plan_part WHERE received_at < ? AND plan NOT IN"
                        + " (SELECT plan FROM run WHERE state NOT IN ('COMPLETED', 'ROLLED_BACK', 'CANCELLED'))",
                clock.instant().minus(KEEP));
    }

    private record Part(int part, int of, byte[] bytes) {}
}
