package dev.signalbox.sql.migration;

import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind.OutsideTransaction;
import dev.signalbox.sql.StatementKind.Pragma;
import dev.signalbox.sql.StatementKind.TransactionControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes of a section's statements what can run in one transaction that somebody else opens and
 * commits, and refuses what cannot.
 */
final class SectionRules {

    private static final String INSIDE =
            "The whole section runs in one transaction, which is opened and committed for it.";

    /** Settings that SQLite refuses or silently ignores in a transaction, or that outlive it. */
    private static final Map<String, String> REFUSED_PRAGMAS =
            Map.of(
                    "journal_mode", "SQLite ignores it inside a transaction",
                    "wal_checkpoint", "SQLite refuses it inside a transaction",
                    "synchronous", "SQLite refuses it inside a transaction",
                    "auto_vacuum", "SQLite ignores it inside a transaction",
                    "page_size", "SQLite ignores it inside a transaction",
                    "encoding", "SQLite ignores it in a database that exists",
                    "locking_mode", "it would lock others out after the migration",
                    "query_only", "it would keep the migration from being recorded");

    private final Findings findings;
    private final List<SqlStatement> statements;

    private SectionRules(List<SqlStatement> statements, Findings findings) {
        this.statements = new ArrayList<>(statements);
        this.findings = findings;
    }

    static Migration.Section apply(List<SqlStatement> statements, Findings findings) {
        return apply(statements, false, findings);
    }

    /**
     * @param opensItsOwn whether the script may open and commit transactions, or commit the one
     *     that its tool opened and open another: it gets a single one for all, which is stronger
     */
    static Migration.Section apply(
            List<SqlStatement> statements, boolean opensItsOwn, Findings findings) {
        SectionRules rules = new SectionRules(statements, findings);
        if (opensItsOwn) {
            rules.removeTransactions();
        }
        return rules.apply();
    }

    /** BEGIN and COMMIT in turns, as many of each; anything else is refused as everywhere. */
    private void removeTransactions() {
        List<TransactionControl> controls = new ArrayList<>();
        for (SqlStatement statement : statements) {
            if (statement.kind() instanceof TransactionControl control) {
                controls.add(control);
            }
        }
        boolean inTurns = controls.size() % 2 == 0;
        for (int i = 0; i < controls.size(); i++) {
            TransactionControl before = controls.get(Math.max(i - 1, 0));
            inTurns &= begins(controls.get(i)) || commits(controls.get(i));
            inTurns &= i == 0 || begins(before) != begins(controls.get(i));
        }
        if (inTurns) {
            statements.removeIf(statement -> statement.kind() instanceof TransactionControl);
        }
    }

    private static boolean begins(TransactionControl control) {
        return control.verb().equals("BEGIN");
    }

    private static boolean commits(TransactionControl control) {
        return control.verb().equals("COMMIT") || control.verb().equals("END");
    }

    private Migration.Section apply() {
        removeOutermostTransaction();
        statements.forEach(this::check);
        new Savepoints(findings).check(statements);
        new UnboundParameters(findings).check(statements);
        return new ForeignKeyPragmas(findings).hoist(statements);
    }

    /** The pair BEGIN … COMMIT that has nothing but pragmas around it says what happens anyway. */
    private void removeOutermostTransaction() {
        int first = 0;
        int last = statements.size() - 1;
        while (first < last && statements.get(first).kind() instanceof Pragma) {
            first++;
        }
        while (last > first && statements.get(last).kind() instanceof Pragma) {
            last--;
        }
        if (first < last
                && statements.get(first).kind() instanceof TransactionControl opening
                && statements.get(last).kind() instanceof TransactionControl closing
                && begins(opening)
                && commits(closing)) {
            statements.remove(last);
            statements.remove(first);
        }
    }

    private void check(SqlStatement statement) {
        if (statement.kind() instanceof TransactionControl control) {
            findings.add(
                    statement.position(),
                    "transaction-control",
                    control.verb() + " stands in the section. " + INSIDE,
                    "Remove it. Only one BEGIN and COMMIT around the whole section are accepted.");
        } else if (statement.kind() instanceof OutsideTransaction outside) {
            findings.add(
                    statement.position(),
                    "outside-transaction",
                    outside.verb()
                            + ("VACUUM".equals(outside.verb())
                                    ? " cannot run in a transaction. " + INSIDE
                                    : " concerns another file, which neither the plan nor its"
                                            + " snapshot covers."),
                    "Remove it from the migration, and run it by itself.");
        } else if (statement.kind() instanceof Pragma pragma) {
            checkPragma(statement, pragma);
        }
    }

    private void checkPragma(SqlStatement statement, Pragma pragma) {
        String reason = REFUSED_PRAGMAS.get(pragma.name());
        boolean onlyReads = pragma.value().isEmpty() && !pragma.name().equals("wal_checkpoint");
        if (reason != null && !onlyReads) {
            findings.add(
                    statement.position(),
                    "pragma-in-transaction",
                    "PRAGMA " + pragma.name() + " has no place here: " + reason + ". " + INSIDE,
                    "Remove it from the migration, and set it where the database is opened.");
        }
    }
}
