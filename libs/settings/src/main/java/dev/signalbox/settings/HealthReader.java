package dev.signalbox.settings;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The {@code health} of a database: how its application says whether it is well. */
final class HealthReader {

    private static final List<String> KEYS =
            List.of("url", "command", "timeout", "attempts", "pause");
    private static final int MOST_ATTEMPTS = 1_000;

    private final Complaints.InFile complaints;
    private final Scalars scalars;

    HealthReader(Complaints.InFile complaints) {
        this.complaints = complaints;
        this.scalars = new Scalars(complaints);
    }

    @Nullable HealthSettings read(Node node, String path) {
        return Section.of(node, path, KEYS, complaints)
                .flatMap(section -> read(section, path))
                .orElse(null);
    }

    private Optional<HealthSettings> read(Section section, String path) {
        var url = section.get("url");
        var command = section.get("command");
        if ((url == null) == (command == null)) {
            complaints.at(
                    section.node(),
                    "one-health-check",
                    path
                            + " has "
                            + (url == null ? "neither url nor command" : "both, url and command"),
                    "Give one of the two.");
            return Optional.empty();
        }
        var health =
                new HealthSettings(
                        url == null ? null : url(url, path + ".url").orElse(""),
                        command == null
                                ? List.of()
                                : scalars.texts(command, path + ".command").orElse(List.of()),
                        duration(section, path, "timeout", HealthSettings.TIMEOUT),
                        attempts(section, path),
                        duration(section, path, "pause", HealthSettings.PAUSE));
        return Optional.of(health);
    }

    private Optional<String> url(Node node, String path) {
        var text = scalars.text(node, path);
        if (text.isPresent() && !isHttp(text.get())) {
            complaints.at(
                    node,
                    "invalid-url",
                    path + " is no address of a web page",
                    "Give such as http://localhost:8080/health.");
        }
        return text;
    }

    private static boolean isHttp(String text) {
        try {
            var uri = new URI(text);
            var scheme = String.valueOf(uri.getScheme());
            return uri.getHost() != null
                    && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Duration duration(Section section, String path, String key, Duration silent) {
        var node = section.get(key);
        return node == null ? silent : scalars.duration(node, path + "." + key).orElse(silent);
    }

    private int attempts(Section section, String path) {
        var node = section.get("attempts");
        return node == null
                ? HealthSettings.ATTEMPTS
                : scalars.count(node, path + ".attempts", MOST_ATTEMPTS)
                        .orElse(HealthSettings.ATTEMPTS);
    }
}
