package dev.signalbox.rehearsal.suite;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The values of a suite, and what to say of those that are none. */
final class Words {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    private final Complaints.InFile about;
    private final Scalars scalars;

    Words(Complaints.InFile about) {
        this.about = about;
        this.scalars = new Scalars(about);
    }

    Optional<Node> required(Section section, String key, String of) {
        var node = section.get(key);
        if (node == null) {
            about.at(
                    section.node(),
                    "missing-key",
                    "There is no '%s' in %s".formatted(key, of),
                    "Add '" + key + ":'.");
        }
        return Optional.ofNullable(node);
    }

    Place place(Node node) {
        return new Place(about.file(), node.getStartMark().getLine() + 1);
    }

    /** A name that command lines and reports can hold. */
    Optional<String> id(Node node, String path) {
        var text = scalars.text(node, path);
        if (text.isPresent() && !ID.matcher(text.get()).matches()) {
            about.at(
                    node,
                    "wrong-name",
                    "%s is '%s'".formatted(path, text.get()),
                    "Use letters, digits, '-', '_' and '.', without spaces.");
            return Optional.empty();
        }
        return text;
    }

    Optional<List<String>> tags(Node node, String path) {
        var tags = scalars.texts(node, path);
        for (var tag : tags.orElse(List.of())) {
            if (!ID.matcher(tag).matches()) {
                about.at(
                        node,
                        "wrong-name",
                        "%s has '%s'".formatted(path, tag),
                        "Use letters, digits, '-', '_' and '.', without spaces.");
            }
        }
        return tags;
    }

    /** A whole number of any size from nothing on. */
    Optional<Long> number(Node node, String path) {
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("[0-9_]{1,18}")) {
            var digits = scalar.getValue().replace("_", "");
            if (!digits.isEmpty()) {
                return Optional.of(Long.parseLong(digits));
            }
        }
        about.at(
                node,
                "wrong-type",
                path + " is " + Scalars.shape(node) + ", not a number from 0 on",
                "Give such as 1000.");
        return Optional.empty();
    }

    Optional<Double> positive(Node node, String path) {
        if (node instanceof ScalarNode scalar) {
            try {
                var value = Double.parseDouble(scalar.getValue().replace("_", ""));
                if (value > 0 && !Double.isInfinite(value)) {
                    return Optional.of(value);
                }
            } catch (NumberFormatException e) {
                // It is complained of below.
            }
        }
        about.at(
                node,
                "wrong-type",
                path + " is " + Scalars.shape(node) + ", not a number above 0",
                "Give such as 20 or 0.5.");
        return Optional.empty();
    }

    Optional<SqlText> sql(Node node, String path) {
        var text = scalars.text(node, path);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var raw = ((ScalarNode) node).getValue();
        try {
            var statements = split(raw, node);
            if (statements.isEmpty()) {
                about.at(
                        node,
                        "empty-sql",
                        path + " has no statement",
                        "Write SQL, or leave '" + path + "' out.");
                return Optional.empty();
            }
            return Optional.of(new SqlText(place(node), statements));
        } catch (SqlSyntaxException e) {
            about.at(
                    node,
                    "sql-syntax",
                    path + " cannot be read: " + e.getMessage(),
                    "Close what is open there.");
            return Optional.empty();
        }
    }

    private static List<SqlStatement> split(String text, Node node) {
        var mark = node.getStartMark();
        var literal =
                node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.LITERAL;
        // The text of a block begins on the line behind its bar.
        var line = mark.getLine() + (literal ? 2 : 1);
        var statements = SqliteSplitter.split(text, new SourcePosition(line, 1));
        return literal || !text.contains("\n")
                ? statements
                // In folded and quoted texts, lines are not the file's.
                : statements.stream()
                        .map(s -> new SqlStatement(s.text(), new SourcePosition(line, 1), s.kind()))
                        .toList();
    }

    Optional<Cell> cell(Node node, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            about.at(
                    node,
                    "wrong-type",
                    path + " is " + Scalars.shape(node) + ", not one value",
                    "Give a number, a text, true, false or null.");
            return Optional.empty();
        }
        var tag = scalar.getTag();
        var value = scalar.getValue();
        if (tag.equals(Tag.NULL)) {
            return Optional.of(new Cell.Nothing());
        }
        if (tag.equals(Tag.BOOL)) {
            var truth = List.of("true", "yes", "on").contains(value.toLowerCase(Locale.ROOT));
            return Optional.of(new Cell.Truth(truth, value));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            try {
                return Optional.of(new Cell.Numeric(new BigDecimal(value.replace("_", ""))));
            } catch (NumberFormatException e) {
                about.at(
                        node,
                        "wrong-type",
                        path + " is '" + value + "', which YAML reads as a number in its own way",
                        "Write it in decimal, or in quotes for a text.");
                return Optional.empty();
            }
        }
        return Optional.of(new Cell.Text(value));
    }

    /** Items of a list; a single value is a list of one. */
    List<Node> items(Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of(node);
    }

    List<String> tables(Node node, String path) {
        var tables = new ArrayList<String>();
        for (var item : items(node)) {
            scalars.text(item, path).ifPresent(tables::add);
        }
        return tables;
    }
}
