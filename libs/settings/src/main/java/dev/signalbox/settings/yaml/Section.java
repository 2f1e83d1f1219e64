package dev.signalbox.settings.yaml;

import dev.signalbox.sql.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys of a mapping, each once.
 *
 * @param node for complaints about the whole
 */
public record Section(Node node, Map<String, Node> values) {

    public Section {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** With any keys: names that the user gives. */
    public static Optional<Section> named(Node node, String path, Complaints.InFile complaints) {
        return read(node, path, null, complaints);
    }

    /** With known keys only; another one is complained of, naming the nearest. */
    public static Optional<Section> of(
            Node node, String path, List<String> known, Complaints.InFile complaints) {
        return read(node, path, known, complaints);
    }

    public @Nullable Node get(String key) {
        return values.get(key);
    }

    private static Optional<Section> read(
            Node node, String path, @Nullable List<String> known, Complaints.InFile complaints) {
        if (!(node instanceof MappingNode mapping)) {
            complaints.at(
                    node,
                    "wrong-type",
                    path + " is " + Scalars.shape(node) + ", not keys with values",
                    known == null
                            ? "Indent names with their values below it."
                            : "It takes " + String.join(", ", known) + ".");
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, Node>();
        var firsts = new LinkedHashMap<String, Integer>();
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                complaints.at(
                        tuple.getKeyNode(),
                        "wrong-type",
                        "A key in " + path + " is " + Scalars.shape(tuple.getKeyNode()),
                        "Keys are plain words.");
                continue;
            }
            var name = key.getValue();
            var first = firsts.putIfAbsent(name, key.getStartMark().getLine() + 1);
            if (first != null) {
                complaints.at(
                        key,
                        "duplicate-key",
                        "'%s' is given twice in %s, first on line %d".formatted(name, path, first),
                        "Keep one of them.");
            } else if (key.getTag().equals(Tag.MERGE) || (known != null && !known.contains(name))) {
                unknown(key, path, known == null ? List.of() : known, complaints);
            } else {
                values.put(name, tuple.getValueNode());
            }
        }
        return Optional.of(new Section(node, values));
    }

    private static void unknown(
            ScalarNode key, String path, List<String> known, Complaints.InFile complaints) {
        var nearest = Nearest.to(key.getValue(), known, 3);
        var remedy =
                nearest.isEmpty()
                        ? known.isEmpty() ? "Leave it out." : "Known: " + String.join(", ", known)
                        : "Did you mean '" + nearest.getFirst() + "'?";
        complaints.at(
                key, "unknown-key", "'%s' is no key of %s".formatted(key.getValue(), path), remedy);
    }
}
