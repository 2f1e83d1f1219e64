package dev.signalbox.settings;

import dev.signalbox.settings.yaml.Complaints;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The one database that variables name, for a project without {@code signalbox.yml}. */
final class VariablesReader {

    static final String DATABASE_URL = "DATABASE_URL";
    private static final String NODE_ENV = "NODE_ENV";

    private final Path folder;
    private final Map<String, String> variables;
    private final Map<String, EnvironmentPolicy> environments;
    private final Complaints complaints;

    VariablesReader(
            Path folder,
            Map<String, String> variables,
            Map<String, EnvironmentPolicy> environments,
            Complaints complaints) {
        this.folder = folder;
        this.variables = variables;
        this.environments = environments;
        this.complaints = complaints;
    }

    Optional<DatabaseSettings> read() {
        var environment = environment();
        var url = variables.getOrDefault(DATABASE_URL, "").strip();
        if (url.isEmpty()) {
            complaints.error(
                    "no-settings",
                    folder.toString(),
                    "There is no %s here, and %s is not set"
                            .formatted(Settings.FILE_NAME, DATABASE_URL),
                    "Run `signalbox init` to write one.");
            return Optional.empty();
        }
        return switch (DatabaseUrl.of(url, folder)) {
            case DatabaseUrl.Unusable(var code, var why, var remedy) -> {
                complaints.error(code, DATABASE_URL, why, remedy);
                yield Optional.empty();
            }
            case DatabaseUrl.Sqlite(var jdbc, var file) ->
                    Optional.of(
                            new DatabaseSettings(
                                    id(file),
                                    jdbc,
                                    file,
                                    Credentials.NONE,
                                    MigrationsFolder.of(folder),
                                    environment,
                                    DatabaseSettings.ANY_HOST,
                                    null,
                                    DatabaseSettings.HOOK_TIMEOUT,
                                    Map.of()));
        };
    }

    private String environment() {
        var name = variables.getOrDefault(NODE_ENV, "").strip();
        if (name.isEmpty()) {
            return EnvironmentPolicy.DEVELOPMENT;
        }
        if (!environments.containsKey(name)) {
            complaints.error(
                    "unknown-environment",
                    NODE_ENV,
                    "There is no environment '" + name + "'",
                    "Known: " + String.join(", ", environments.keySet()));
        }
        return name;
    }

    /** The file's name without its ending, with hyphens for what an id cannot contain. */
    static String id(Path file) {
        var name = String.valueOf(file.getFileName());
        var dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var id = stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        var whole = id.isEmpty() ? "database" : id;
        return whole.substring(0, Math.min(whole.length(), 60)).toLowerCase(Locale.ROOT);
    }
}
