package dev.signalbox.rehearsal.suite;

import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.rehearsal.database.Route;
import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Versions that a suite names, each of which the project must have. */
final class Targets {

    private final Project project;
    private final Complaints.InFile about;
    private final Scalars scalars;

    Targets(Project project, Complaints.InFile about) {
        this.project = project;
        this.about = about;
        this.scalars = new Scalars(about);
    }

    Optional<String> up(Node node, String path) {
        return scalars.text(node, path).filter(target -> isKnown(target, node));
    }

    Optional<String> down(Node node, String path) {
        return scalars.text(node, path)
                .filter(target -> Route.NOTHING.contains(target) || isKnown(target, node));
    }

    private boolean isKnown(String target, Node node) {
        var unknown = Route.unknown(project.migrations(), target);
        unknown.ifPresent(
                problem ->
                        about.at(
                                node,
                                "unknown-version",
                                sentence(problem.message()),
                                sentence(problem.remedy())));
        return unknown.isEmpty();
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
