package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Edit;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.analysis.source.Tokens;
import dev.signalbox.sql.StatementKind.CreateTable;
import dev.signalbox.sql.StatementKind.DropTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rebuild that would go on with what an interrupted one left behind. */
final class TrustedLeftoverRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                        "rebuild-trusts-leftover",
                        "A rebuild whose new table is created with IF NOT EXISTS",
                        "Where another tool ran it without a transaction and was interrupted, the"
                                + " half-filled table is taken as it is, and its rows come twice or"
                                + " the copy fails.",
                        "Create it without IF NOT EXISTS, so that a leftover is noticed.")
                .withFix();
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Rebuild rebuild : Rebuild.of(migration)) {
            Statement creation = rebuild.creation().statement();
            if (rebuild.isMadeBeside()
                    && rebuild.creation().kind() instanceof CreateTable create
                    && create.ifNotExists()
                    && migration.up().stream()
                            .noneMatch(step -> dropsBefore(step, rebuild, create.table()))) {
                report.at(
                        Place.name(creation, create.table()),
                        "If a table %s is left over from an interrupted run, its rows are taken as"
                                        .formatted(create.table())
                                + " copied.",
                        fix(creation));
            }
        }
    }

    private static boolean dropsBefore(Step step, Rebuild rebuild, String table) {
        return step.kind() instanceof DropTable drop
                && drop.table().equalsIgnoreCase(table)
                && step.statement().from() < rebuild.creation().statement().from();
    }

    private static @Nullable Fix fix(Statement creation) {
        Tokens tokens = creation.tokens();
        int word = tokens.find("IF", 0);
        if (word < 0 || !creation.isAsWritten()) {
            return null;
        }
        return new Fix(
                "Remove IF NOT EXISTS",
                List.of(
                        new Edit(
                                creation.source().path(),
                                creation.from() + tokens.from(word),
                                creation.from() + tokens.from(word + 3),
                                "")));
    }
}
