package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Breakage;
import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.analysis.source.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Views and triggers that SQLite accepts and cannot use. */
final class BrokenObjectsRule implements Rule {

    private static final Pattern NO_TABLE = Pattern.compile("no such table: (?:main\\.)?(.+)");

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "broken-view-or-trigger",
                "A view that cannot be read, or a trigger that makes every write to its table fail,"
                        + " after the migration",
                "SQLite looks at them only when they are used: the migration passes, the"
                        + " application fails. A warning where what is missing is a table that no"
                        + " migration makes.",
                "Drop it in the same migration, or create it anew for what there is now.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Breakage breakage : migration.breakages()) {
            switch (breakage) {
                case Breakage.View it ->
                        report(
                                migration,
                                project,
                                it,
                                "The view %s can no longer be read".formatted(it.name()),
                                report);
                case Breakage.Trigger it ->
                        report(
                                migration,
                                project,
                                it,
                                "The trigger %s makes writing to %s fail"
                                        .formatted(it.name(), it.table()),
                                report);
                case Breakage.Rows it -> {}
            }
        }
    }

    private void report(
            Replayed migration, Project project, Breakage breakage, String what, Reporter report) {
        Matcher missing = NO_TABLE.matcher(breakage.message());
        boolean unknown = missing.matches() && !project.makes(missing.group(1));
        report.at(
                dev.signalbox.analysis.source.Place.of(place(migration, breakage)),
                unknown ? Severity.WARNING : description().severity(),
                what + ": " + breakage.message() + ".",
                description().remedy(),
                null);
    }

    /** What made it; else the last statement that changed the schema. */
    private static Statement place(Replayed migration, Breakage breakage) {
        Statement last = migration.up().getLast().statement();
        for (Step step : migration.up()) {
            if (step.statement().tokens().is(0, "CREATE")
                    && step.statement().mentions(breakage.name())) {
                return step.statement();
            }
            if (step.before() != step.after()) {
                last = step.statement();
            }
        }
        return last;
    }
}
