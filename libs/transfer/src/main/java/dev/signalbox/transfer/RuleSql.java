package dev.signalbox.transfer;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.sql.RowStatements;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** SQL within a rule. Lines are those of the file. */
final class RuleSql {

    private final Scalars scalars;
    private final Complaints.InFile complaints;

    RuleSql(Complaints.InFile complaints) {
        this.scalars = new Scalars(complaints);
        this.complaints = complaints;
    }

    Optional<SqlStatement> query(Node node, String key) {
        List<SqlStatement> statements = statements(node, key);
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        boolean one =
                statements.size() == 1
                        && statements.getFirst().kind() instanceof StatementKind.Query;
        if (!one) {
            complaints.at(
                    node,
                    "no-query",
                    key + " is not one SELECT",
                    "Write one query, or use sql for statements.");
        }
        return one ? Optional.of(statements.getFirst()) : Optional.empty();
    }

    /** Empty when something was complained of. */
    List<SqlStatement> statements(Node node, String key) {
        Optional<String> text = scalars.text(node, key);
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            // What YAML took off the text's beginning is white space.
            List<SqlStatement> statements = SqliteSplitter.split(text.get(), start(node));
            if (statements.isEmpty()) {
                complaints.at(node, "no-statement", key + " has no statement", "Write one.");
            }
            return statements.stream().allMatch(it -> isAllowed(node, key, it))
                    ? statements
                    : List.of();
        } catch (SqlSyntaxException e) {
            complaints.at(
                    node, "invalid-sql", key + " is no SQL: " + e.getMessage(), "Correct it.");
            return List.of();
        }
    }

    private boolean isAllowed(Node node, String key, SqlStatement statement) {
        if (!RowStatements.isOne(statement.kind())) {
            complaints.at(
                    node,
                    "not-about-rows",
                    "%s has, on line %d, a statement that is not about rows"
                            .formatted(key, statement.position().line()),
                    "Use SELECT, INSERT, UPDATE and DELETE; the schema is for migrations.");
            return false;
        }
        return true;
    }

    private static SourcePosition start(Node node) {
        boolean block =
                node instanceof ScalarNode scalar
                        && (scalar.getScalarStyle() == ScalarStyle.LITERAL
                                || scalar.getScalarStyle() == ScalarStyle.FOLDED);
        int line = node.getStartMark().getLine() + 1;
        return block
                ? new SourcePosition(line + 1, 1)
                : new SourcePosition(line, node.getStartMark().getColumn() + 1);
    }
}
