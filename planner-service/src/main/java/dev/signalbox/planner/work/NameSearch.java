package dev.signalbox.planner.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.events.Goal;
import dev.signalbox.planner.domain.KnownNames;
import dev.signalbox.planner.domain.KnownNames.TaggedElsewhere;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.Settings;
import dev.signalbox.sql.migration.MigrationSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the tags and releases that a goal needs to know. */
final class NameSearch {

    private final ObservedDatabases databases;

    NameSearch(ObservedDatabases databases) {
        this.databases = databases;
    }

    KnownNames names(
            Goal goal,
            Settings settings,
            DatabaseSettings database,
            MigrationSet files,
            Optional<DatabaseReader> reader) {
        return switch (goal) {
            case Goal.MigrateTo to ->
                    files.resolve(to.version()).isPresent()
                            ? KnownNames.NONE
                            : target(to.version(), settings, database, reader);
            case Goal.Tag tag -> own(reader);
            case Goal.Release release -> own(reader);
            case Goal.RevertTo to -> KnownNames.NONE;
            case Goal.RestoreTo to -> KnownNames.NONE;
            case Goal.Repair repair -> KnownNames.NONE;
            case Goal.MarkApplied mark -> KnownNames.NONE;
            case Goal.Adopt adopt -> KnownNames.NONE;
            case Goal.Transform transform -> KnownNames.NONE;
        };
    }

    private static KnownNames own(Optional<DatabaseReader> reader) {
        return reader.map(r -> new KnownNames(r.labels(), List.of(), List.of()))
                .orElse(KnownNames.NONE);
    }

    /** What was tagged on one database, in staging perhaps, may be named on the next. */
    private KnownNames target(
            String tag,
            Settings settings,
            DatabaseSettings database,
            Optional<DatabaseReader> reader) {
        var own = own(reader);
        if (own.own().stream().anyMatch(l -> tag.equals(l.tag()))) {
            return own;
        }
        var elsewhere = new ArrayList<TaggedElsewhere>();
        var unread = new ArrayList<String>();
        for (var other : settings.databases().values()) {
            if (!other.id().equals(database.id())
                    && other.migrations().equals(database.migrations())) {
                try {
                    databases
                            .look(other, r -> r.flatMap(o -> o.versionOfTag(tag)))
                            .map(version -> new TaggedElsewhere(other.id(), version))
                            .ifPresent(elsewhere::add);
                } catch (DatabaseException e) {
                    unread.add(other.id() + " (" + e.problem() + ")");
                }
            }
        }
        return new KnownNames(own.own(), elsewhere, unread);
    }
}
