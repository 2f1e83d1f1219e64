package dev.signalbox.settings;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import dev.signalbox.settings.yaml.Section;
import dev.signalbox.sql.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The {@code databases} of {@code signalbox.yml}. */
final class DatabasesReader {

    private static final List<String> KEYS =
            List.of(
                    "url",
                    "credentials",
                    "migrations",
                    "environment",
                    "host",
                    "health",
                    "hookTimeout",
                    "placeholders");

    private final Path folder;
    private final Map<String, EnvironmentPolicy> environments;
    private final Complaints.InFile complaints;
    private final Scalars scalars;

    DatabasesReader(
            Path folder,
            Map<String, EnvironmentPolicy> environments,
            Complaints.InFile complaints) {
        this.folder = folder;
        this.environments = environments;
        this.complaints = complaints;
        this.scalars = new Scalars(complaints);
    }

    Map<String, DatabaseSettings> read(Node node) {
        var databases = new LinkedHashMap<String, DatabaseSettings>();
        var section = Section.named(node, "databases", complaints);
        if (section.isPresent() && section.get().values().isEmpty()) {
            complaints.at(node, "no-database", "No database is named", "Add one, with its url.");
        }
        section.ifPresent(
                s ->
                        s.values()
                                .forEach(
                                        (id, value) ->
                                                database(id, value)
                                                        .ifPresent(d -> databases.put(id, d))));
        return databases;
    }

    private Optional<DatabaseSettings> database(String id, Node node) {
        if (!DatabaseId.isValid(id)) {
            complaints.at(
                    node,
                    "invalid-id",
                    "'%s' cannot be a database's id".formatted(id),
                    "Use 1 to 120 letters, digits, '.', '-' and '_', a letter or digit first.");
        }
        var path = "databases." + id;
        return Section.of(node, path, KEYS, complaints).flatMap(s -> database(id, path, s));
    }

    private Optional<DatabaseSettings> database(String id, String path, Section section) {
        var url = url(section, path);
        var credentials = section.get("credentials");
        var logins =
                credentials == null
                        ? Credentials.NONE
                        : new CredentialsReader(folder, complaints)
                                .read(credentials, path + ".credentials");
        var migrations = migrations(section.get("migrations"), path);
        var environment = environment(section, path);
        var host = text(section, path, "host", DatabaseSettings.ANY_HOST);
        var healthNode = section.get("health");
        var health =
                healthNode == null
                        ? null
                        : new HealthReader(complaints).read(healthNode, path + ".health");
        var hookTimeout = hookTimeout(section.get("hookTimeout"), path);
        return url.map(
                u ->
                        new DatabaseSettings(
                                id,
                                u.jdbc(),
                                u.file(),
                                logins,
                                migrations,
                                environment,
                                host,
                                health,
                                hookTimeout,
                                placeholders(section.get("placeholders"), path)));
    }

    private Map<String, String> placeholders(@Nullable Node node, String path) {
        var values = new LinkedHashMap<String, String>();
        if (node != null) {
            Section.named(node, path + ".placeholders", complaints)
                    .ifPresent(
                            section ->
                                    section.values()
                                            .forEach(
                                                    (name, value) ->
                                                            scalars.text(
                                                                            value,
                                                                            path
                                                                                    + ".placeholders."
                                                                                    + name)
                                                                    .ifPresent(
                                                                            it ->
                                                                                    values.put(
                                                                                            name,
                                                                                            it))));
        }
        return values;
    }

    private Duration hookTimeout(@Nullable Node node, String path) {
        return node == null
                ? DatabaseSettings.HOOK_TIMEOUT
                : scalars.duration(node, path + ".hookTimeout")
                        .orElse(DatabaseSettings.HOOK_TIMEOUT);
    }

    private Optional<DatabaseUrl.Sqlite> url(Section section, String path) {
        var node = section.get("url");
        if (node == null) {
            complaints.at(section.node(), "missing-url", path + " has no url", DatabaseUrl.EXAMPLE);
            return Optional.empty();
        }
        return scalars.text(node, path + ".url")
                .flatMap(
                        text ->
                                switch (DatabaseUrl.of(text, folder)) {
                                    case DatabaseUrl.Sqlite sqlite -> Optional.of(sqlite);
                                    case DatabaseUrl.Unusable(var code, var why, var remedy) -> {
                                        complaints.at(node, code, path + ".url: " + why, remedy);
                                        yield Optional.empty();
                                    }
                                });
    }

    private Path migrations(@Nullable Node node, String path) {
        if (node == null) {
            return MigrationsFolder.of(folder);
        }
        try {
            return scalars.text(node, path + ".migrations")
                    .map(text -> folder.resolve(text).normalize())
                    .orElse(folder);
        } catch (InvalidPathException e) {
            complaints.at(
                    node, "invalid-path", path + ".migrations is no possible folder", "Mend it.");
            return folder;
        }
    }

    private String environment(Section section, String path) {
        var name = text(section, path, "environment", EnvironmentPolicy.DEVELOPMENT);
        if (!environments.containsKey(name)) {
            var nearest = Nearest.to(name, environments.keySet(), 3);
            var node = section.get("environment");
            complaints.at(
                    node == null ? section.node() : node,
                    "unknown-environment",
                    node == null
                            ? path + " names no environment, and there is no '" + name + "'"
                            : "There is no environment '" + name + "'",
                    nearest.isEmpty()
                            ? "Known: " + String.join(", ", environments.keySet())
                            : "Did you mean '" + nearest.getFirst() + "'?");
        }
        return name;
    }

    private String text(Section section, String path, String key, String absent) {
        var node = section.get(key);
        return node == null ? absent : scalars.text(node, path + "." + key).orElse(absent);
    }
}
