package dev.signalbox.transfer;

import dev.signalbox.database.BackfillWork.Conflict;
import dev.signalbox.database.BackfillWork.RowCondition;
import dev.signalbox.database.BackfillWork.RowTarget;
import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.transfer.Rule.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads what a rule does with its rows, and where they go. */
final class WorkReader {

    private static final List<String> KINDS = List.of("select", "java", "sql");
    private static final List<String> OF_TARGETS = List.of("into", "conflict", "validate");

    private final Section section;
    private final FunctionJars jars;
    private final Complaints.InFile complaints;
    private final Scalars scalars;

    WorkReader(Section section, FunctionJars jars, Complaints.InFile complaints) {
        this.section = section;
        this.jars = jars;
        this.complaints = complaints;
        this.scalars = new Scalars(complaints);
    }

    /** Empty when something was complained of. */
    Optional<Work> read() {
        List<String> kinds = KINDS.stream().filter(it -> section.get(it) != null).toList();
        if (kinds.size() != 1) {
            complaints.at(
                    section.node(),
                    kinds.isEmpty() ? "no-work" : "two-works",
                    kinds.isEmpty()
                            ? "The rule does not say what it does"
                            : "The rule has " + String.join(" and ", kinds),
                    "Give one of select, java and sql.");
            return Optional.empty();
        }
        String kind = kinds.getFirst();
        Node node = section.get(kind);
        if (node == null || !fits(kind, node)) {
            return Optional.empty();
        }
        return switch (kind) {
            case "select" ->
                    both(new RuleSql(complaints).query(node, kind), target(), Work.Select::new);
            case "java" -> java(node);
            default -> sql(node);
        };
    }

    private boolean fits(String kind, Node node) {
        boolean rows = !kind.equals("sql");
        if (rows && section.get("source") == null) {
            complaints.at(
                    node,
                    "needs-source",
                    kind + " makes rows of a source's rows, and the rule has no source",
                    "Name the table whose rows are read as source, or use sql.");
            return false;
        }
        if (rows) {
            return true;
        }
        List<String> wrong = OF_TARGETS.stream().filter(it -> section.get(it) != null).toList();
        wrong.forEach(
                key ->
                        complaints.at(
                                section.node(),
                                "needs-rows",
                                key + " is for select and java, whose rows are written",
                                "Say it in the statements of sql, or use select."));
        return wrong.isEmpty();
    }

    private Optional<Work> sql(Node node) {
        List<SqlStatement> statements = new RuleSql(complaints).statements(node, "sql");
        return statements.isEmpty() ? Optional.empty() : Optional.of(new Work.Sql(statements));
    }

    private Optional<Work> java(Node node) {
        Optional<String> name = scalars.text(node, "java");
        Optional<SourceFile> jar = name.flatMap(jars::with);
        Optional<RowTarget> target = target();
        if (name.isPresent() && jar.isEmpty()) {
            complaints.at(
                    node,
                    "no-class",
                    "No jar has the class " + name.get(),
                    jars.names().isEmpty()
                            ? "Put the jar with it into transformations/."
                            : "Looked at: " + String.join(", ", jars.names()) + ".");
        }
        return name.isEmpty() || jar.isEmpty() || target.isEmpty()
                ? Optional.empty()
                : Optional.of(new Work.Java(name.get(), jar.get(), target.get()));
    }

    private Optional<RowTarget> target() {
        Node into = section.get("into");
        @Nullable String table = into == null ? null : scalars.text(into, "into").orElse(null);
        Node given = section.get("conflict");
        Optional<Conflict> conflict =
                given == null
                        ? Optional.of(Conflict.FAIL)
                        : Words.of(Conflict.class, given, "conflict", complaints);
        if (given != null && into == null) {
            complaints.at(
                    given,
                    "needs-into",
                    "conflict is for rows that are inserted, and the rule updates its source",
                    "Name another table as into, or leave it out.");
            return Optional.empty();
        }
        Optional<List<RowCondition>> conditions = conditions();
        boolean intoRead = into == null || table != null;
        return conflict.isEmpty() || conditions.isEmpty() || !intoRead
                ? Optional.empty()
                : Optional.of(new RowTarget(table, conflict.get(), conditions.get()));
    }

    private Optional<List<RowCondition>> conditions() {
        Node node = section.get("validate");
        if (node == null) {
            return Optional.of(List.of());
        }
        if (!(node instanceof SequenceNode list)) {
            complaints.at(
                    node,
                    "wrong-type",
                    "validate is no list",
                    "Give a list: - rule: <a condition in SQL>");
            return Optional.empty();
        }
        List<RowCondition> conditions = new ArrayList<>();
        for (int i = 0; i < list.getValue().size(); i++) {
            String path = "validate[" + i + "]";
            Section.of(list.getValue().get(i), path, List.of("rule", "message"), complaints)
                    .flatMap(it -> condition(it, path))
                    .ifPresent(conditions::add);
        }
        return conditions.size() == list.getValue().size()
                ? Optional.of(conditions)
                : Optional.empty();
    }

    private Optional<RowCondition> condition(Section each, String path) {
        Node rule = each.get("rule");
        if (rule == null) {
            complaints.at(
                    each.node(), "missing-key", path + " has no rule", "Give a condition in SQL.");
            return Optional.empty();
        }
        Node message = each.get("message");
        @Nullable String said =
                message == null ? null : scalars.text(message, path + ".message").orElse(null);
        return scalars.text(rule, path + ".rule").map(sql -> new RowCondition(sql, said));
    }

    private interface Making {
        Work of(SqlStatement query, RowTarget target);
    }

    private static Optional<Work> both(
            Optional<SqlStatement> query, Optional<RowTarget> target, Making making) {
        return query.flatMap(it -> target.map(to -> making.of(it, to)));
    }
}
