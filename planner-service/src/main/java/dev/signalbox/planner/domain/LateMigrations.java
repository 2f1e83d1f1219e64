package dev.signalbox.planner.domain;

import dev.signalbox.database.PendingMigrations;
import dev.signalbox.database.Replayed;
import dev.signalbox.database.Schema;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.settings.OutOfOrder;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Migrations that come too late for their versions, as happens when branches meet: a higher version
 * was applied already.
 */
public final class LateMigrations {

    private static final String CODE = "out-of-order";

    private final Situation situation;
    private final List<Migration> pending;
    private final Optional<Version> greatest;
    private final List<Migration> late;

    LateMigrations(Situation situation, List<Migration> pending) {
        this.situation = situation;
        this.pending = pending.stream().filter(m -> !m.isRepeatable()).toList();
        this.greatest =
                LedgerComparison.versions(situation.ledger()).stream().max(Version::compareTo);
        this.late =
                this.pending.stream()
                        .filter(m -> greatest.filter(g -> m.version().compareTo(g) < 0).isPresent())
                        .toList();
    }

    /**
     * The two orders in which the database could come to have its migrations.
     *
     * @param asItGoes what was applied, as it was, and then what is late and what else is pending
     * @param byVersion as on a database that had all of them from the beginning
     */
    public record Orders(List<Migration> asItGoes, List<Migration> byVersion) {

        public Orders {
            asItGoes = List.copyOf(asItGoes);
            byVersion = List.copyOf(byVersion);
        }
    }

    /** What each order makes of an empty database. */
    public record Tried(Replayed asItGoes, Replayed byVersion) {}

    /** What has to be tried before the plan is made; empty where nothing is to be proven. */
    public static Optional<Orders> toTry(Situation situation, Goal.MigrateTo goal) {
        var late = new LateMigrations(situation, new Forward(situation, goal).pending());
        return late.isToProve() && late.unprovable().isEmpty()
                ? Optional.of(late.orders())
                : Optional.empty();
    }

    /** Errors where the environment does not let them be applied, and else warnings. */
    List<Finding> findings() {
        if (situation.options().forced()) {
            return warnings("");
        }
        return switch (situation.policy().outOfOrder()) {
            case WARN -> warnings("");
            case REFUSE ->
                    errors(
                            "",
                            "Give it a higher version. The environment refuses it (outOfOrder:"
                                    + " refuse); --force applies it.");
            case PROVE -> late.isEmpty() ? List.of() : proven();
        };
    }

    private boolean isToProve() {
        return !late.isEmpty()
                && situation.policy().outOfOrder() == OutOfOrder.PROVE
                && !situation.options().forced();
    }

    private List<Finding> proven() {
        var reason = unprovable().or(this::difference);
        return reason.isEmpty()
                ? warnings(", and both orders make the same schema")
                : errors(
                        ". " + reason.get(),
                        "Give it a higher version, so that every database has it in the same order;"
                                + " --force applies it as it is.");
    }

    /** Why it cannot be tried. */
    private Optional<String> unprovable() {
        var applied = situation.ledger().applied();
        if (new PendingMigrations(situation.migrations(), applied).baselineInForce().isPresent()) {
            return Optional.of(
                    "What was before the baseline has no file, so it is not known whether the order"
                            + " matters");
        }
        return orders().asItGoes().stream()
                .filter(m -> m.javaClass() != null)
                .findFirst()
                .map(
                        m ->
                                ("%s is a class, which the planner does not run, so it is not known"
                                                + " whether the order matters")
                                        .formatted(m.stem()));
    }

    private Orders orders() {
        var asItGoes = new ArrayList<Migration>();
        LedgerComparison.versions(situation.ledger())
                .forEach(v -> situation.migrations().find(v).ifPresent(asItGoes::add));
        asItGoes.addAll(pending);
        var all = new HashSet<>(asItGoes);
        return new Orders(
                asItGoes, situation.migrations().inOrder().stream().filter(all::contains).toList());
    }

    /** What is not the same in both orders. */
    private Optional<String> difference() {
        var tried =
                situation
                        .background()
                        .orders()
                        .orElseThrow(() -> new IllegalStateException("Nobody tried the orders"));
        return stopped(tried.asItGoes(), "in this order")
                .or(() -> stopped(tried.byVersion(), "in the order of versions"))
                .or(() -> between(tried));
    }

    private static Optional<String> stopped(Replayed replayed, String how) {
        return switch (replayed) {
            case Replayed.Made made -> Optional.empty();
            case Replayed.Stopped at ->
                    Optional.of(
                            "On an empty database, %s does not run %s: %s"
                                    .formatted(at.migration(), how, at.problem()));
        };
    }

    private static Optional<String> between(Tried tried) {
        if (!(tried.asItGoes() instanceof Replayed.Made asItGoes)
                || !(tried.byVersion() instanceof Replayed.Made byVersion)) {
            throw new IllegalStateException("What stopped has no schema");
        }
        var differences = Schema.difference(byVersion.schema(), asItGoes.schema());
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "From what the order of versions makes to what this order makes: "
                                + String.join("; ", differences));
    }

    private List<Finding> warnings(String more) {
        return late.stream()
                .map(
                        m ->
                                Finding.warning(
                                        CODE,
                                        m.fileName(),
                                        sentence(m) + more,
                                        "That happens when branches meet; see that the two do not"
                                                + " depend on each other's order."))
                .toList();
    }

    private List<Finding> errors(String more, String remedy) {
        return late.stream()
                .map(m -> Finding.error(CODE, m.fileName(), sentence(m) + more, remedy))
                .toList();
    }

    private String sentence(Migration migration) {
        return "%s is applied after version %s, which is higher"
                .formatted(migration.fileName(), greatest.orElseThrow());
    }
}
