package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.NamedObjects;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A migration writes where only Signalbox may. */
final class ReservedNameRule implements Rule {

    private static final List<String> PREFIXES =
            List.of("_migration_", "_signalbox_", "_backup_history");

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "reserved-name",
                "A statement that makes or changes something whose name begins with _migration_,"
                        + " _signalbox_ or _backup_history",
                "These are Signalbox's own; the run would be refused.",
                "Choose another name; to mend the history, use `signalbox repair`.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        Stream.concat(migration.up().stream().map(Step::statement), migration.down().stream())
                .forEach(statement -> check(statement, report));
    }

    private static void check(Statement statement, Reporter report) {
        NamedObjects.of(statement.kind()).stream()
                .filter(ReservedNameRule::isReserved)
                .findFirst()
                .ifPresent(
                        name ->
                                report.at(
                                        Place.name(statement, name),
                                        "The name " + name + " belongs to Signalbox."));
    }

    private static boolean isReserved(String name) {
        return PREFIXES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::startsWith);
    }
}
