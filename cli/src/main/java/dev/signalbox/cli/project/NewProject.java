package dev.signalbox.cli.project;

import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.EnvironmentPolicy;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.LoadedOrRefused.Loaded;
import dev.signalbox.settings.LoadedOrRefused.Refused;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code init} makes of a folder: files are added, none is changed but .gitignore. */
public final class NewProject {

    private static final List<String> DATABASE_ENDINGS =
            List.of(".db", ".sqlite", ".sqlite3", ".db3");

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * @param environment the process's variables, of which the guides' are understood
     */
    public NewProject(Path folder, Map<String, String> environment) {
        this.folder = folder;
        // What holds for this shell alone does not belong into the project's file.
        var kept = new HashMap<>(environment);
        kept.remove("REQUIRE_APPROVAL");
        this.environment = Map.copyOf(kept);
    }

    /**
     * What the settings will say.
     *
     * @return refused where there is something that cannot be understood
     */
    public LoadedOrRefused recognise() throws IOException {
        return switch (Settings.load(folder, environment)) {
            case Loaded loaded -> loaded;
            case Refused refused
                    when refused.findings().stream()
                            .allMatch(f -> f.code().equals("no-settings")) ->
                    fromFolder();
            case Refused refused -> refused;
        };
    }

    private LoadedOrRefused fromFolder() throws IOException {
        var variables = new HashMap<>(environment);
        variables.put("DATABASE_URL", "jdbc:sqlite:" + databaseFile());
        return Settings.load(folder, variables);
    }

    /** The only database file here or in data/; else one that a first run will make. */
    private String databaseFile() throws IOException {
        var found = new ArrayList<Path>();
        for (var place : List.of(folder, folder.resolve("data"))) {
            if (Files.isDirectory(place)) {
                try (var files = Files.list(place)) {
                    files.filter(NewProject::isDatabase).forEach(found::add);
                }
            }
        }
        return found.size() == 1 ? folder.relativize(found.getFirst()).toString() : "data/app.db";
    }

    private static boolean isDatabase(Path file) {
        var name = file.toString();
        return Files.isRegularFile(file) && DATABASE_ENDINGS.stream().anyMatch(name::endsWith);
    }

    public boolean hasSettings() {
        return Files.exists(folder.resolve(Settings.FILE_NAME));
    }

    /**
     * Writes what is missing.
     *
     * @return what was made, one sentence each
     */
    public List<String> write(Settings settings) throws IOException {
        var made = new ArrayList<String>();
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(Settings.FILE_NAME), text(settings), StandardOpenOption.CREATE_NEW);
        made.add(Settings.FILE_NAME + " from " + origin(settings));
        for (var database : settings.databases().values()) {
            if (!Files.isDirectory(database.migrations())) {
                Files.createDirectories(database.migrations());
                made.add(relative(database.migrations()) + "/, empty");
            }
        }
        if (ignore()) {
            made.add("a line in .gitignore: " + ProjectFolder.STATE + "/");
        }
        return made;
    }

    private String origin(Settings settings) {
        var variables = new HashMap<>(environment);
        return variables.containsKey("DATABASE_URL") || Files.exists(folder.resolve(".env"))
                ? settings.source()
                : "what is in the folder";
    }

    private boolean ignore() throws IOException {
        var file = folder.resolve(".gitignore");
        var text =
                Files.exists(file)
                        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        : "";
        if (text.lines().map(String::strip).anyMatch(NewProject::ignoresState)) {
            return false;
        }
        var start = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        Files.writeString(
                file,
                start + ProjectFolder.STATE + "/\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return true;
    }

    private static boolean ignoresState(String line) {
        var pattern = line.startsWith("/") ? line.substring(1) : line;
        return pattern.equals(ProjectFolder.STATE) || pattern.equals(ProjectFolder.STATE + "/");
    }

    private String text(Settings settings) {
        var text = new StringBuilder("databases:\n");
        for (var database : settings.databases().values()) {
            text.append("  ").append(Yaml.scalar(database.id())).append(":\n");
            field(text, "url", url(database));
            field(text, "migrations", relative(database.migrations()));
            field(text, "environment", database.environment());
        }
        text.append("environments:\n");
        settings.environments().forEach((name, policy) -> text.append(policy(name, policy)));
        return text.toString();
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append("    ").append(name).append(": ").append(Yaml.scalar(value)).append('\n');
    }

    private String url(DatabaseSettings database) {
        var absolute = database.file().toString();
        return database.url().replace(absolute, relative(database.file()));
    }

    private static String policy(String name, EnvironmentPolicy policy) {
        return "  %s: { skipBackup: %s, skipValidation: %s, requireApproval: %s, autoRollback: %s, maxDuration: %s }%n"
                .formatted(
                        Yaml.scalar(name),
                        policy.skipBackup(),
                        policy.skipValidation(),
                        policy.requireApproval(),
                        policy.autoRollback(),
                        Yaml.duration(policy.maxDuration()));
    }

    private String relative(Path path) {
        return path.startsWith(folder)
                ? folder.relativize(path).toString().replace('\\', '/')
                : path.toString();
    }
}
