package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.analysis.source.Tokens;
import dev.signalbox.sql.StatementKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement that fails when it runs a second time. */
final class NotIdempotentRule implements Rule {

    private static final Set<String> OBJECTS = Set.of("TABLE", "INDEX", "VIEW", "TRIGGER");

    @Override
    public RuleDescription description() {
        return RuleDescription.info(
                        "not-idempotent",
                        "CREATE without IF NOT EXISTS, DROP without IF EXISTS",
                        "Signalbox runs a migration once, in one transaction, and needs neither; a"
                                + " script that is also run by hand or by another tool fails the"
                                + " second time.",
                        "Write IF NOT EXISTS or IF EXISTS where the script runs elsewhere, too.")
                .withFix();
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        List<Rebuild> rebuilds = Rebuild.of(migration);
        Set<String> made = new HashSet<>();
        for (Step step : migration.up()) {
            if (step.kind() instanceof StatementKind.CreateTable create) {
                made.add(create.table().toLowerCase(Locale.ROOT));
            }
            boolean rebuilding = rebuilds.stream().anyMatch(rebuild -> rebuild.has(step));
            boolean dropsItsOwn =
                    step.kind() instanceof StatementKind.DropTable drop
                            && made.contains(drop.table().toLowerCase(Locale.ROOT));
            if (!rebuilding && !dropsItsOwn) {
                check(step.statement(), report);
            }
        }
        migration.down().forEach(statement -> check(statement, report));
    }

    private static void check(Statement statement, Reporter report) {
        Tokens tokens = statement.tokens();
        int object = object(statement);
        if (object < 0 || tokens.is(object + 1, "IF")) {
            return;
        }
        boolean creates = tokens.is(0, "CREATE");
        String words = creates ? "IF NOT EXISTS" : "IF EXISTS";
        @Nullable Fix fix =
                statement.isAsWritten()
                        ? new Fix(
                                "Add " + words,
                                List.of(statement.insert(tokens.to(object), " " + words)))
                        : null;
        report.at(
                Place.token(statement, tokens.from(object)),
                (creates ? "CREATE " : "DROP ")
                        + tokens.text(object).toUpperCase(Locale.ROOT)
                        + " fails when it runs a second time: "
                        + words
                        + " is missing.",
                fix);
    }

    /** The word that says what is created or dropped; -1 for other statements. */
    private static int object(Statement statement) {
        Tokens tokens = statement.tokens();
        if (!tokens.is(0, "CREATE") && !tokens.is(0, "DROP")) {
            return -1;
        }
        for (int i = 1; i < Math.min(4, tokens.size()); i++) {
            if (OBJECTS.contains(tokens.text(i).toUpperCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }
}
