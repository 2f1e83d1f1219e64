package dev.signalbox.rehearsal.suite;

import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import dev.signalbox.settings.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the suites of a project: all of them or none, so that no test is left out unnoticed. */
public final class SuiteReader {

    private static final String REMEDY = "Begin with 'suite:' and a name, or remove the file.";

    private static final List<String> KEYS =
            List.of("suite", "name", "description", "tags", "engine", "scenarios");

    private final Project project;
    private final Complaints complaints = new Complaints();

    public SuiteReader(Project project) {
        this.project = project;
    }

    public ReadSuites read() {
        var suites = new ArrayList<Suite>();
        for (var file : files()) {
            suite(file).ifPresent(suites::add);
        }
        unique(suites);
        return complaints.any()
                ? new ReadSuites.Refused(complaints.findings())
                : new ReadSuites.Read(suites);
    }

    private List<Path> files() {
        var folder = project.tests();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(SuiteReader::isSuite).sorted().toList();
        } catch (IOException e) {
            complaints.error(
                    "folder-unreadable",
                    project.shown(folder),
                    "The folder cannot be listed: " + e,
                    "Make it readable for this user.");
            return List.of();
        }
    }

    private static boolean isSuite(Path file) {
        var name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && (name.endsWith(".yml") || name.endsWith(".yaml"));
    }

    private Optional<Suite> suite(Path file) {
        var about = complaints.about(project.shown(file));
        return YamlFile.read(file, REMEDY, about)
                .flatMap(root -> Section.of(root, "a suite", KEYS, about))
                .flatMap(section -> suite(section, about));
    }

    private Optional<Suite> suite(Section section, Complaints.InFile about) {
        var scalars = new Scalars(about);
        var words = new Words(about);
        var id =
                words.required(section, "suite", "a suite")
                        .flatMap(node -> words.id(node, "suite"));
        var name = optional(section, "name", node -> scalars.text(node, "name"));
        var description = optional(section, "description", n -> scalars.text(n, "description"));
        var tags = optional(section, "tags", node -> words.tags(node, "tags"));
        var engine = optional(section, "engine", node -> engine(node, scalars, about));
        var scenarios =
                words.required(section, "scenarios", "a suite")
                        .map(node -> scenarios(node, about))
                        .orElse(List.of());
        return id.map(
                known ->
                        new Suite(
                                known,
                                name.orElse(known),
                                description.orElse(null),
                                tags.orElse(List.of()),
                                engine.orElse(null),
                                about.file(),
                                scenarios));
    }

    private static <T> Optional<T> optional(
            Section section, String key, Function<Node, Optional<T>> read) {
        var node = section.get(key);
        return node == null ? Optional.empty() : read.apply(node);
    }

    private static Optional<String> engine(Node node, Scalars scalars, Complaints.InFile about) {
        var engine = scalars.text(node, "engine");
        if (engine.isPresent() && !Suite.ENGINES.contains(engine.get())) {
            about.at(
                    node,
                    "unknown-engine",
                    "There is no engine '" + engine.get() + "'",
                    "Give " + String.join(" or ", Suite.ENGINES) + ", or leave it out.");
            return Optional.empty();
        }
        return engine;
    }

    private List<Scenario> scenarios(Node node, Complaints.InFile about) {
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            about.at(
                    node,
                    "wrong-type",
                    "scenarios is " + Scalars.shape(node),
                    "Give a list with one scenario at least, each beginning with '- id:'.");
            return List.of();
        }
        var reader = new ScenarioReader(project, about);
        return list.getValue().stream().flatMap(one -> reader.read(one).stream()).toList();
    }

    /** Reports and filters name suites and scenarios by their ids. */
    private void unique(List<Suite> suites) {
        Map<String, String> seen = new HashMap<>();
        for (var suite : suites) {
            var other = seen.putIfAbsent(suite.id(), suite.file());
            if (other != null) {
                complaints.error(
                        "duplicate-suite",
                        suite.file(),
                        "The suite '%s' is also in %s".formatted(suite.id(), other),
                        "Give one of them another name.");
            }
            Map<String, Place> scenarios = new HashMap<>();
            for (var scenario : suite.scenarios()) {
                var first = scenarios.putIfAbsent(scenario.id(), scenario.place());
                if (first != null) {
                    complaints.error(
                            "duplicate-scenario",
                            scenario.place().toString(),
                            "The scenario '%s' is also on line %d"
                                    .formatted(scenario.id(), first.line()),
                            "Give one of them another id.");
                }
            }
        }
    }
}
