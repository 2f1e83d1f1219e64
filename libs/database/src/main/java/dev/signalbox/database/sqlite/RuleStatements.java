package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillWork;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.StatementError;
import dev.signalbox.sql.RowStatements;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.List;
import java.util.Optional;

/** A rule changes rows. The schema is for migrations, whose plans say what it will be. */
final class RuleStatements {

    private RuleStatements() {}

    /**
     * @throws RuleRefused when one does anything else
     */
    static void check(BackfillWork work) {
        List<SqlStatement> statements =
                switch (work) {
                    case BackfillWork.Statements it -> it.statements();
                    case BackfillWork.Select it -> List.of(it.query());
                    case BackfillWork.Rows it -> List.of();
                };
        Optional<StatementError> refusal = ScriptRules.refusal(statements);
        if (refusal.isPresent()) {
            throw new RuleRefused(refusal.get());
        }
        boolean onlyReads = work instanceof BackfillWork.Select;
        for (int i = 0; i < statements.size(); i++) {
            SqlStatement statement = statements.get(i);
            if (!RowStatements.isOne(statement.kind())
                    || (onlyReads && !isQuery(statement.kind()))) {
                throw new RuleRefused(
                        ScriptRules.error(
                                i + 1,
                                statement,
                                Reason.INVALID_SQL,
                                0,
                                onlyReads
                                        ? "a rule's select is a SELECT"
                                        : "a rule changes rows and nothing else",
                                "Write it with SELECT, INSERT, UPDATE and DELETE; what changes the"
                                        + " schema belongs in a migration"));
            }
        }
    }

    private static boolean isQuery(StatementKind kind) {
        return kind instanceof StatementKind.Query;
    }
}
