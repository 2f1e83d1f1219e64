package dev.signalbox.rehearsal.suite;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import dev.signalbox.sql.StatementKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the steps of a scenario. */
final class StepReader {

    private static final List<String> VERBS =
            List.of("remember", "up", "down", "sql", "expect", "unchanged", "check", "within");
    private static final List<String> KEYS =
            List.of(
                    "remember",
                    "up",
                    "down",
                    "sql",
                    "expect",
                    "unchanged",
                    "check",
                    "within",
                    "equals",
                    "rows");

    private static final Pattern TABLE = Pattern.compile("([^()]+?)\\s*(?:\\(([^()]+)\\))?");

    private final Targets targets;
    private final Complaints.InFile about;
    private final Scalars scalars;
    private final Words words;

    StepReader(Targets targets, Complaints.InFile about) {
        this.targets = targets;
        this.about = about;
        this.scalars = new Scalars(about);
        this.words = new Words(about);
    }

    /** The steps; empty when they cannot be read, which was then complained of. */
    Optional<List<Step>> read(Node node) {
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            about.at(
                    node,
                    "wrong-type",
                    "execute is " + Scalars.shape(node),
                    "Give a list of steps, such as '- up: latest'.");
            return Optional.empty();
        }
        var steps = list.getValue().stream().flatMap(one -> step(one).stream()).toList();
        order(steps);
        return Optional.of(steps);
    }

    /** What is compared must have been remembered, and what is measured must have run. */
    private void order(List<Step> steps) {
        Set<String> remembered = new LinkedHashSet<>();
        var moved = false;
        for (var step : steps) {
            switch (step) {
                case Step.Remember it -> it.tables().forEach(one -> remembered.add(folded(one)));
                case Step.Unchanged it -> {
                    for (var table : it.tables()) {
                        if (!remembered.contains(folded(table))) {
                            misplaced(
                                    it,
                                    "%s was not remembered before".formatted(table.table()),
                                    "Add '- remember: [%s]' before the migration."
                                            .formatted(table.table()));
                        }
                    }
                }
                case Step.Within it -> {
                    if (!moved) {
                        misplaced(it, "Nothing went up or down before", "Put it behind one.");
                    }
                }
                case Step.Up it -> moved = true;
                case Step.Down it -> moved = true;
                case Step.Sql it -> {}
                case Step.Expect it -> {}
                case Step.CheckIntegrity it -> {}
            }
        }
    }

    private static String folded(TableColumns of) {
        return of.table().toLowerCase(Locale.ROOT);
    }

    private void misplaced(Step step, String message, String remedy) {
        about.all().error("misplaced-step", step.place().toString(), message, remedy);
    }

    private Optional<Step> step(Node node) {
        if (!(node instanceof MappingNode)) {
            about.at(
                    node,
                    "wrong-type",
                    "A step is " + Scalars.shape(node),
                    "Begin it with one of: " + String.join(", ", VERBS) + ".");
            return Optional.empty();
        }
        return Section.of(node, "a step", KEYS, about).flatMap(this::step);
    }

    private Optional<Step> step(Section section) {
        var verbs = VERBS.stream().filter(verb -> section.get(verb) != null).toList();
        if (verbs.size() != 1) {
            about.at(
                    section.node(),
                    "wrong-step",
                    verbs.isEmpty()
                            ? "The step says not what to do"
                            : "The step does several things: " + String.join(", ", verbs),
                    verbs.isEmpty()
                            ? "Begin it with one of: " + String.join(", ", VERBS) + "."
                            : "Make each a step of its own, with '- ' before it.");
            return Optional.empty();
        }
        var verb = verbs.getFirst();
        for (var key : List.of("equals", "rows")) {
            var other = section.get(key);
            if (other != null && !verb.equals("expect")) {
                about.at(
                        other,
                        "wrong-step",
                        "'%s' is for 'expect', not for '%s'".formatted(key, verb),
                        "Leave it out.");
            }
        }
        var node = section.values().get(verb);
        return node == null ? Optional.empty() : step(verb, node, section);
    }

    private Optional<Step> step(String verb, Node node, Section section) {
        var place = words.place(node);
        return switch (verb) {
            case "remember" -> tables(node, verb).map(tables -> new Step.Remember(place, tables));
            case "up" -> targets.up(node, verb).map(target -> new Step.Up(place, target));
            case "down" -> targets.down(node, verb).map(target -> new Step.Down(place, target));
            case "sql" -> words.sql(node, verb).map(Step.Sql::new);
            case "expect" -> expect(node, section);
            case "unchanged" -> tables(node, verb).map(tables -> new Step.Unchanged(place, tables));
            case "check" -> check(place, node);
            default -> within(place, node);
        };
    }

    private Optional<Step> expect(Node node, Section section) {
        var query = words.sql(node, "expect").filter(sql -> isOneQuery(sql, node));
        return query.flatMap(sql -> expected(section).map(e -> new Step.Expect(sql, e)));
    }

    private boolean isOneQuery(SqlText sql, Node node) {
        if (sql.statements().size() == 1
                && (sql.statements().getFirst().kind() instanceof StatementKind.Query
                        || sql.statements().getFirst().kind() instanceof StatementKind.Pragma)) {
            return true;
        }
        about.at(node, "no-query", "expect is not one query", "Write one SELECT.");
        return false;
    }

    private Optional<Expected> expected(Section section) {
        var equal = section.get("equals");
        var rows = section.get("rows");
        if ((equal == null) == (rows == null)) {
            about.at(
                    section.node(),
                    "wrong-step",
                    equal == null
                            ? "The step says not what the query is to answer"
                            : "The step says twice what the query is to answer",
                    "Give 'equals:' with one value, or 'rows:' with a list of lists or none.");
            return Optional.empty();
        }
        return equal != null
                ? words.cell(equal, "equals").map(Expected.Scalar::new)
                : rows(section.values().get("rows"));
    }

    private Optional<Expected> rows(@Nullable Node node) {
        if (node instanceof ScalarNode scalar && scalar.getValue().equals("none")) {
            return Optional.of(new Expected.Rows(List.of()));
        }
        if (!(node instanceof SequenceNode list)) {
            if (node != null) {
                about.at(
                        node,
                        "wrong-type",
                        "rows is " + Scalars.shape(node),
                        "Give a list of rows, such as [[1, 'open'], [2, null]], or none.");
            }
            return Optional.empty();
        }
        var rows = new ArrayList<List<Cell>>();
        for (var row : list.getValue()) {
            rows.add(
                    words.items(row).stream()
                            .flatMap(cell -> words.cell(cell, "rows").stream())
                            .toList());
        }
        return Optional.of(new Expected.Rows(rows));
    }

    private Optional<List<TableColumns>> tables(Node node, String verb) {
        var tables = new ArrayList<TableColumns>();
        for (var text : words.tables(node, verb)) {
            var matcher = TABLE.matcher(text);
            if (!matcher.matches()) {
                about.at(
                        node,
                        "wrong-type",
                        verb + " has '" + text + "'",
                        "Give a table, or a table with columns: \"entries(id, title)\".");
                return Optional.empty();
            }
            var columns = matcher.group(2);
            tables.add(
                    new TableColumns(
                            matcher.group(1).strip(),
                            columns == null
                                    ? List.of()
                                    : Pattern.compile(",")
                                            .splitAsStream(columns)
                                            .map(String::strip)
                                            .toList()));
        }
        return Optional.of(tables);
    }

    private Optional<Step> check(Place place, Node node) {
        var what = scalars.text(node, "check");
        if (what.isPresent() && !what.get().equals("integrity")) {
            about.at(
                    node,
                    "unknown-check",
                    "There is no check '" + what.get() + "'",
                    "Give integrity; other checks are queries: use 'expect'.");
            return Optional.empty();
        }
        return what.map(known -> new Step.CheckIntegrity(place));
    }

    private Optional<Step> within(Place place, Node node) {
        return Section.of(node, "within", List.of("seconds", "rowsPerSecond"), about)
                .flatMap(section -> within(place, node, section));
    }

    private Optional<Step> within(Place place, Node node, Section section) {
        var seconds = section.get("seconds");
        var rate = section.get("rowsPerSecond");
        if (seconds == null && rate == null) {
            about.at(
                    node,
                    "missing-key",
                    "within says no limit",
                    "Give seconds, rowsPerSecond or both.");
            return Optional.empty();
        }
        var limit =
                seconds == null
                        ? Optional.<Duration>empty()
                        : words.positive(seconds, "seconds")
                                .map(s -> Duration.ofNanos(Math.round(s * 1e9)));
        var least = rate == null ? Optional.<Double>empty() : words.positive(rate, "rowsPerSecond");
        return Optional.of(new Step.Within(place, limit.orElse(null), least.orElse(null)));
    }
}
