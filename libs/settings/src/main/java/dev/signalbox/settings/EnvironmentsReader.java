package dev.signalbox.settings;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.nodes.Node;

/** The {@code environments} of a file. */
final class EnvironmentsReader {

    private static final List<String> KEYS =
            List.of(
                    "skipBackup",
                    "skipValidation",
                    "requireApproval",
                    "autoRollback",
                    "maxDuration",
                    "writesStopped",
                    "outOfOrder");

    private final Complaints.InFile complaints;
    private final Scalars scalars;

    EnvironmentsReader(Complaints.InFile complaints) {
        this.complaints = complaints;
        this.scalars = new Scalars(complaints);
    }

    Map<String, EnvironmentPolicy> read(Node node) {
        var policies = new LinkedHashMap<String, EnvironmentPolicy>();
        Section.named(node, "environments", complaints)
                .ifPresent(
                        section ->
                                section.values()
                                        .forEach(
                                                (name, value) ->
                                                        policies.put(name, policy(name, value))));
        return policies;
    }

    private EnvironmentPolicy policy(String name, Node node) {
        var silent = EnvironmentPolicy.defaultOf(name);
        var path = "environments." + name;
        return Section.of(node, path, KEYS, complaints)
                .map(
                        s ->
                                new EnvironmentPolicy(
                                        flag(s, path, "skipBackup", silent.skipBackup()),
                                        flag(s, path, "skipValidation", silent.skipValidation()),
                                        flag(s, path, "requireApproval", silent.requireApproval()),
                                        flag(s, path, "autoRollback", silent.autoRollback()),
                                        value(
                                                s,
                                                path,
                                                "maxDuration",
                                                silent.maxDuration(),
                                                scalars::duration),
                                        flag(s, path, "writesStopped", silent.writesStopped()),
                                        value(
                                                s,
                                                path,
                                                "outOfOrder",
                                                silent.outOfOrder(),
                                                this::outOfOrder)))
                .orElse(silent);
    }

    private boolean flag(Section section, String path, String key, boolean silent) {
        return value(section, path, key, silent, scalars::flag);
    }

    private Optional<OutOfOrder> outOfOrder(Node node, String path) {
        var word = scalars.text(node, path);
        var read = word.flatMap(OutOfOrder::of);
        if (word.isPresent() && read.isEmpty()) {
            complaints.at(
                    node,
                    "unknown-value",
                    "%s is '%s'".formatted(path, word.get()),
                    "Give one of: " + String.join(", ", OutOfOrder.words()) + ".");
        }
        return read;
    }

    private static <T> T value(
            Section section,
            String path,
            String key,
            T silent,
            BiFunction<Node, String, Optional<T>> read) {
        var node = section.get(key);
        return node == null ? silent : read.apply(node, path + "." + key).orElse(silent);
    }
}
