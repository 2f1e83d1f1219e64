package dev.signalbox.settings.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Single values: what was expected of them, and what to say when they are something else. */
public final class Scalars {

    private final Complaints.InFile complaints;

    public Scalars(Complaints.InFile complaints) {
        this.complaints = complaints;
    }

    public Optional<String> text(Node node, String path) {
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        wrong(node, path, "a text");
        return Optional.empty();
    }

    public Optional<Boolean> flag(Node node, String path) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return switch (scalar.getValue().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> Optional.of(true);
                default -> Optional.of(false);
            };
        }
        wrong(node, path, "true or false");
        return Optional.empty();
    }

    public Optional<Duration> duration(Node node, String path) {
        var duration =
                node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                        ? DurationText.parse(scalar.getValue())
                        : Optional.<Duration>empty();
        if (duration.isEmpty()) {
            wrong(node, path, "a time: " + DurationText.FORMS);
        }
        return duration;
    }

    /** A whole number from one on. */
    public Optional<Integer> count(Node node, String path, int most) {
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("[0-9]{1,9}")) {
            var number = Integer.parseInt(scalar.getValue());
            if (number >= 1 && number <= most) {
                return Optional.of(number);
            }
        }
        wrong(node, path, "a number from 1 to " + most);
        return Optional.empty();
    }

    /** A list of texts, at least one. */
    public Optional<List<String>> texts(Node node, String path) {
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            wrong(node, path, "a list of texts, such as [\"curl\", \"--fail\", \"localhost\"]");
            return Optional.empty();
        }
        var texts = new ArrayList<String>();
        for (var i = 0; i < sequence.getValue().size(); i++) {
            text(sequence.getValue().get(i), path + "[" + i + "]").ifPresent(texts::add);
        }
        return Optional.of(texts);
    }

    private void wrong(Node node, String path, String expected) {
        complaints.at(node, "wrong-type", path + " is " + kind(node), "Give " + expected + ".");
    }

    /** What it is, without its value: a secret may have slipped to a wrong place. */
    public static String shape(Node node) {
        return node instanceof ScalarNode scalar && !scalar.getValue().isBlank()
                ? "a single value"
                : kind(node);
    }

    private static String kind(Node node) {
        return switch (node) {
            case MappingNode mapping -> "keys with values";
            case SequenceNode sequence -> "a list";
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            case ScalarNode scalar when scalar.getValue().isBlank() -> "empty";
            case ScalarNode scalar -> "'" + shortened(scalar.getValue()) + "'";
            default -> "something else";
        };
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
