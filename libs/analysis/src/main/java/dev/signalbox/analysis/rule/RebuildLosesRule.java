package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.schema.Index;
import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.schema.Trigger;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rebuild after which indexes or triggers are missing. */
final class RebuildLosesRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                        "rebuild-loses-objects",
                        "A rebuild after which indexes or triggers of the table are missing",
                        "DROP TABLE takes them along, and nothing brings them back: queries become"
                                + " slow, and what the triggers did no longer happens.",
                        "Create them again after the new table has its name.")
                .withFix();
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Rebuild rebuild : Rebuild.of(migration)) {
            List<Index> indexes =
                    rebuild.old().indexes().stream()
                            .filter(Index::isOwn)
                            .filter(index -> migration.after().ofIndex(index.name()).isEmpty())
                            .filter(index -> !isMentioned(migration, index.name()))
                            .filter(index -> !isCovered(index, rebuild.now()))
                            .toList();
            List<Trigger> triggers =
                    rebuild.old().triggers().stream()
                            .filter(trigger -> !hasTrigger(migration.after(), trigger.name()))
                            .filter(trigger -> !isMentioned(migration, trigger.name()))
                            .toList();
            if (!indexes.isEmpty() || !triggers.isEmpty()) {
                List<String> lost = new ArrayList<>();
                indexes.forEach(index -> lost.add("the index " + index.name()));
                triggers.forEach(trigger -> lost.add("the trigger " + trigger.name()));
                report.at(
                        Place.of(rebuild.removal().statement()),
                        "Rebuilding %s loses %s."
                                .formatted(rebuild.old().name(), Identifiers.sentence(lost)),
                        fix(migration, rebuild, indexes, triggers));
            }
        }
    }

    private static boolean isMentioned(Replayed migration, String name) {
        return migration.up().stream().anyMatch(step -> step.statement().mentions(name));
    }

    /** An index under another name, or a constraint of the new table, does the same. */
    private static boolean isCovered(Index index, Table now) {
        return now.indexes().stream()
                .anyMatch(
                        other ->
                                other.columns().equals(index.columns())
                                        && other.unique() == index.unique()
                                        && other.partial() == index.partial());
    }

    private static boolean hasTrigger(Schema schema, String name) {
        return schema.tables().stream()
                .flatMap(table -> table.triggers().stream())
                .anyMatch(trigger -> trigger.name().equalsIgnoreCase(name));
    }

    private static @Nullable Fix fix(
            Replayed migration, Rebuild rebuild, List<Index> indexes, List<Trigger> triggers) {
        Statement last = migration.up().getLast().statement();
        Table now = rebuild.now();
        boolean fits =
                indexes.stream()
                                .flatMap(index -> index.columns().stream())
                                .allMatch(column -> now.column(column).isPresent())
                        && (triggers.isEmpty()
                                || rebuild.old().columnNames().stream()
                                        .allMatch(column -> now.column(column).isPresent()));
        if (!fits || !last.isAsWritten()) {
            return null;
        }
        List<String> again =
                Stream.concat(indexes.stream().map(Index::sql), triggers.stream().map(Trigger::sql))
                        .toList();
        return new Fix("Create them again", List.of(last.insertBelow(again)));
    }
}
