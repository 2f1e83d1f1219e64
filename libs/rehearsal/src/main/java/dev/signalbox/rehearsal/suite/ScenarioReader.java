package dev.signalbox.rehearsal.suite;

import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.rehearsal.suite.Scenario.Body;
import dev.signalbox.rehearsal.suite.Scenario.Outcome;
import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one scenario. */
final class ScenarioReader {

    private static final List<String> KEYS =
            List.of(
                    "id",
                    "name",
                    "description",
                    "tags",
                    "timeout",
                    "at",
                    "data",
                    "setup",
                    "execute",
                    "java",
                    "cleanup",
                    "outcome",
                    "failsWith");

    private final Complaints.InFile about;
    private final Scalars scalars;
    private final Words words;
    private final StepReader steps;
    private final Targets targets;

    ScenarioReader(Project project, Complaints.InFile about) {
        this.about = about;
        this.scalars = new Scalars(about);
        this.words = new Words(about);
        this.targets = new Targets(project, about);
        this.steps = new StepReader(targets, about);
    }

    Optional<Scenario> read(Node node) {
        return Section.of(node, "a scenario", KEYS, about).flatMap(this::scenario);
    }

    private Optional<Scenario> scenario(Section section) {
        var id = words.required(section, "id", "a scenario").flatMap(n -> words.id(n, "id"));
        var name = of(section, "name", n -> scalars.text(n, "name"));
        var description = of(section, "description", n -> scalars.text(n, "description"));
        var tags = of(section, "tags", n -> words.tags(n, "tags"));
        var timeout = of(section, "timeout", n -> scalars.duration(n, "timeout"));
        var at = of(section, "at", n -> targets.up(n, "at"));
        var data = of(section, "data", this::data);
        var setup = of(section, "setup", n -> words.sql(n, "setup"));
        var body = body(section);
        var cleanup = of(section, "cleanup", n -> words.sql(n, "cleanup"));
        var outcome = outcome(section);
        return id.isEmpty() || body.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Scenario(
                                words.place(section.node()),
                                id.get(),
                                name.orElse(id.get()),
                                description.orElse(null),
                                tags.orElse(List.of()),
                                timeout.orElse(Scenario.TIMEOUT),
                                at.orElse(null),
                                data.orElse(null),
                                setup.orElse(null),
                                body.get(),
                                cleanup.orElse(null),
                                outcome));
    }

    private static <T> Optional<T> of(
            Section section, String key, Function<Node, Optional<T>> read) {
        var node = section.get(key);
        return node == null ? Optional.empty() : read.apply(node);
    }

    private Optional<Body> body(Section section) {
        var execute = section.get("execute");
        var java = section.get("java");
        if (execute != null && java != null) {
            about.at(
                    java,
                    "contradiction",
                    "The scenario has steps and a class",
                    "Give 'execute' or 'java'.");
            return Optional.empty();
        }
        if (java != null) {
            return scalars.text(java, "java").map(name -> new Body.Java(words.place(java), name));
        }
        if (execute == null) {
            about.at(
                    section.node(),
                    "missing-key",
                    "The scenario does nothing",
                    "Add 'execute:' with steps, or 'java:' with a class.");
            return Optional.empty();
        }
        return steps.read(execute).map(Body.Steps::new);
    }

    private Optional<TestData> data(Node node) {
        return Section.of(node, "data", List.of("generator", "rows", "seed"), about)
                .flatMap(section -> data(node, section));
    }

    private Optional<TestData> data(Node node, Section section) {
        var generator = of(section, "generator", n -> words.id(n, "generator"));
        var rows = of(section, "rows", this::rows);
        var seed = of(section, "seed", n -> words.number(n, "seed"));
        if (generator.isEmpty() && rows.isEmpty()) {
            about.at(
                    node,
                    "missing-key",
                    "data says neither who makes rows nor how many",
                    "Add 'rows: { table: 100 }', 'generator:' or both.");
            return Optional.empty();
        }
        return Optional.of(
                new TestData(
                        words.place(node),
                        generator.orElse(null),
                        rows.orElse(Map.of()),
                        seed.orElse(TestData.SEED)));
    }

    private Optional<Map<String, Long>> rows(Node node) {
        return Section.named(node, "rows", about)
                .map(
                        section -> {
                            var rows = new LinkedHashMap<String, Long>();
                            section.values()
                                    .forEach(
                                            (table, value) ->
                                                    words.number(value, "rows." + table)
                                                            .ifPresent(n -> rows.put(table, n)));
                            return rows;
                        });
    }

    private Outcome outcome(Section section) {
        var outcome = section.get("outcome");
        var failsWith = section.get("failsWith");
        var message = of(section, "failsWith", n -> scalars.text(n, "failsWith"));
        var wanted = of(section, "outcome", n -> scalars.text(n, "outcome")).orElse("success");
        switch (wanted) {
            case "success" -> {
                if (failsWith != null) {
                    about.at(
                            failsWith,
                            "contradiction",
                            "'failsWith' is for a scenario that must fail",
                            "Add 'outcome: failure', or leave it out.");
                }
                return new Outcome.Success();
            }
            case "failure" -> {
                return new Outcome.Failure(message.orElse(null));
            }
            default -> {
                about.at(
                        outcome == null ? section.node() : outcome,
                        "unknown-outcome",
                        "There is no outcome '" + wanted + "'",
                        "Give success or failure.");
                return new Outcome.Success();
            }
        }
    }
}
