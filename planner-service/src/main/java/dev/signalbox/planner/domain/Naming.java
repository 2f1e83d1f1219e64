package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.VersionLabel;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.VersionName;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.sql.migration.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A tag or a release's name on a version in force; each of the two names one version. */
final class Naming {

    private final Situation situation;
    private final VersionName naming;
    private final String wanted;
    private final String name;
    private final KnownNames names;

    Naming(Situation situation, Goal.Tag goal) {
        this(situation, VersionName.TAG, goal.version(), goal.tag());
    }

    Naming(Situation situation, Goal.Release goal) {
        this(situation, VersionName.RELEASE, goal.version(), goal.name());
    }

    private Naming(Situation situation, VersionName naming, String wanted, String name) {
        this.situation = situation;
        this.naming = naming;
        this.wanted = wanted;
        this.name = name;
        this.names = situation.background().names();
    }

    Way way() {
        var errors = new ArrayList<Finding>();
        NameRules.of(naming, name, situation.migrations()).ifPresent(errors::add);
        var version = version();
        if (version.isEmpty()) {
            errors.add(notInForce());
        }
        if (!errors.isEmpty()) {
            return Way.blocked(errors);
        }
        return way(version.get());
    }

    private Way way(String version) {
        var database = situation.request().database();
        var holder = holder().map(VersionLabel::version).orElse(null);
        if (version.equals(holder)) {
            return Way.of(
                    List.of(),
                    current(),
                    "Nothing to do: version %s of %s has the %s '%s'."
                            .formatted(version, database, naming.noun(), name),
                    List.of(),
                    List.of());
        }
        var replaces = names.of(version).map(this::nameOf).orElse(null);
        var taken = taken(version, holder, replaces);
        if (!taken.isEmpty() && !situation.options().forced()) {
            return Way.blocked(taken);
        }
        return Way.of(
                List.of(step(version, holder, replaces)),
                current(),
                "Version %s of %s gets the %s '%s', and nothing runs."
                        .formatted(version, database, naming.noun(), name),
                List.of(),
                taken.stream().map(Naming::passed).toList());
    }

    /** The version as the ledger has it; empty when it is not in force. */
    private Optional<String> version() {
        if (wanted.equals(Goal.LATEST)) {
            return situation.ledger().version();
        }
        var asked = Version.parse(wanted);
        return situation.ledger().applied().stream()
                .filter(a -> a.migrationId().equals(wanted) || isVersion(a, asked))
                .map(AppliedMigration::version)
                .findFirst()
                .or(() -> names.tagged(wanted).map(VersionLabel::version));
    }

    private static boolean isVersion(AppliedMigration applied, Optional<Version> asked) {
        return asked.isPresent() && Version.parse(applied.version()).equals(asked);
    }

    private Finding notInForce() {
        var database = situation.request().database();
        var file = situation.migrations().resolve(wanted);
        var applied = situation.ledger().applied();
        if (file.isPresent() || wanted.equals(Goal.LATEST)) {
            return Finding.error(
                    "not-applied",
                    where("version"),
                    file.isEmpty() || applied.isEmpty()
                            ? "No migration is in force on " + database
                            : "%s is not in force on %s".formatted(file.get().stem(), database),
                    "A %s names what is applied; apply it first: signalbox up %s%s"
                            .formatted(
                                    naming.noun(),
                                    database,
                                    wanted.equals(Goal.LATEST) ? "" : " " + wanted));
        }
        return Finding.error(
                "unknown-version",
                where("version"),
                "%s was never at version '%s', or is not any more".formatted(database, wanted),
                applied.isEmpty()
                        ? "No migration is in force; there is nothing to name."
                        : "In force are: "
                                + applied.reversed().stream()
                                        .limit(5)
                                        .map(AppliedMigration::migrationId)
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    private List<Finding> taken(
            String version, @Nullable String holder, @Nullable String replaces) {
        var findings = new ArrayList<Finding>();
        if (holder != null) {
            findings.add(
                    Finding.error(
                            naming.noun() + "-taken",
                            where(field()),
                            "'%s' is the %s of version %s".formatted(name, naming.noun(), holder),
                            "Choose another name; --force moves it to version " + version + "."));
        }
        if (replaces != null) {
            findings.add(
                    Finding.error(
                            "version-has-" + naming.noun(),
                            where("version"),
                            "Version %s has the %s '%s'"
                                    .formatted(version, naming.noun(), replaces),
                            "Leave it; --force puts '%s' in its place.".formatted(name)));
        }
        return findings;
    }

    private static Finding passed(Finding finding) {
        return Finding.warning(
                finding.code(), finding.where(), finding.message(), "It is changed by --force.");
    }

    private PlannedStep step(String version, @Nullable String holder, @Nullable String replaces) {
        var sentence =
                switch (naming) {
                    case TAG -> "Tag version %s as '%s'";
                    case RELEASE -> "Make version %s the release '%s'";
                };
        return new PlannedStep.NameVersion(
                new StepId(1),
                sentence.formatted(version, name)
                        + (holder == null ? "" : ", which version " + holder + " was")
                        + (replaces == null ? "" : ", in place of '" + replaces + "'"),
                version,
                naming,
                name,
                holder,
                replaces,
                new Estimate(Duration.ofMillis(1), "one row of the ledger"),
                Risk.LOW,
                holder == null
                        ? "Nothing but the name changes; another one takes its place by --force."
                        : "signalbox %s %s '%s' --force moves it back."
                                .formatted(naming.noun(), holder, name));
    }

    private Optional<VersionLabel> holder() {
        return switch (naming) {
            case TAG -> names.tagged(name);
            case RELEASE -> names.released(name);
        };
    }

    private @Nullable String nameOf(VersionLabel label) {
        return switch (naming) {
            case TAG -> label.tag();
            case RELEASE -> label.release();
        };
    }

    private String field() {
        return switch (naming) {
            case TAG -> "tag";
            case RELEASE -> "name";
        };
    }

    private String where(String field) {
        return "goal." + naming.noun() + "." + field;
    }

    private @Nullable String current() {
        return situation.ledger().version().orElse(null);
    }
}
