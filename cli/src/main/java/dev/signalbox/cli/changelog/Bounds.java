package dev.signalbox.cli.changelog;

import dev.signalbox.cli.Failure;
import dev.signalbox.sql.Nearest;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which versions a changelog is between, by version, file, tag or release. */
public final class Bounds {

    private final MigrationSet migrations;
    private final AppliedVersions applied;

    public Bounds(MigrationSet migrations, AppliedVersions applied) {
        this.migrations = migrations;
        this.applied = applied;
    }

    /**
     * The last version that is told.
     *
     * @param wanted absent for the latest file
     * @throws Failure when there is none of that name
     */
    public Bound to(@Nullable String wanted) {
        if (wanted != null) {
            return named("--to", wanted);
        }
        return migrations.latest().map(Migration::version).map(this::bound).orElse(Bound.BEGINNING);
    }

    /**
     * The last version that is not told any more.
     *
     * @param wanted absent for the last release before the end, or the beginning
     * @throws Failure when there is none of that name, or it is behind the end
     */
    public Bound from(@Nullable String wanted, Bound to) {
        if (wanted == null) {
            return applied.lastReleaseBelow(to.version()).map(Bound::of).orElse(Bound.BEGINNING);
        }
        var from = wanted.equals("0") ? Bound.BEGINNING : named("--from", wanted);
        if (from.version() != null
                && to.version() != null
                && from.version().compareTo(to.version()) > 0) {
            throw Failure.usage(
                    "--from is %s, which is above %s".formatted(from.text(), to.text()),
                    "Give the earlier one to --from.");
        }
        return from;
    }

    private Bound named(String option, String wanted) {
        return migrations
                .resolve(wanted)
                .map(m -> bound(m.version()))
                .or(() -> applied.named(wanted).map(Bound::of))
                .or(() -> between(wanted))
                .orElseThrow(() -> unknown(option, wanted));
    }

    /** A changelog may go from 1.0.0 to 2.0.0 though no file has just these numbers. */
    private static Optional<Bound> between(String wanted) {
        return Version.parse(wanted).map(version -> new Bound(version, ""));
    }

    private Bound bound(Version version) {
        return applied.of(version).map(Bound::of).orElseGet(() -> new Bound(version, ""));
    }

    private Failure unknown(String option, String wanted) {
        if (!applied.known()) {
            return Failure.usage(
                    "'%s' of %s is no version and no file, and tags and releases cannot be known: no signalbox answers"
                            .formatted(wanted, option),
                    "Start one (signalbox start), name one with --server, or give a version.");
        }
        var known = new ArrayList<String>();
        applied.applied().forEach(a -> known.add(a.tag()));
        applied.applied().forEach(a -> known.add(a.release()));
        migrations.inOrder().forEach(m -> known.add(m.stem()));
        known.removeIf(String::isEmpty);
        var nearest = Nearest.to(wanted, known, 3);
        return Failure.usage(
                "There is no version, file, tag or release '%s' (%s)".formatted(wanted, option),
                nearest.isEmpty()
                        ? "See them: signalbox status --verbose"
                        : "Did you mean " + String.join(" or ", nearest) + "?");
    }
}
