package dev.signalbox.settings;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The {@code lint} of {@code signalbox.yml}: levels by rule. Which rules exist is not known here.
 */
final class LintReader {

    private final Complaints.InFile complaints;
    private final Scalars scalars;

    LintReader(Complaints.InFile complaints) {
        this.complaints = complaints;
        this.scalars = new Scalars(complaints);
    }

    Map<String, LintLevel> read(Node node) {
        var levels = new LinkedHashMap<String, LintLevel>();
        Section.named(node, "lint", complaints)
                .ifPresent(
                        section ->
                                section.values()
                                        .forEach((rule, value) -> level(rule, value, levels)));
        return levels;
    }

    private void level(String rule, Node node, Map<String, LintLevel> levels) {
        var path = "lint." + rule;
        var word = scalars.text(node, path);
        var level = word.flatMap(LintLevel::of);
        level.ifPresent(l -> levels.put(rule, l));
        if (word.isPresent() && level.isEmpty()) {
            complaints.at(
                    node,
                    "wrong-value",
                    path + " is '" + word.get() + "'",
                    "It takes " + LintLevel.NAMES + ".");
        }
    }
}
