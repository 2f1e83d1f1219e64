package dev.signalbox.cli.init;

import dev.signalbox.events.Finding;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.LoadedOrRefused.Loaded;
import dev.signalbox.settings.LoadedOrRefused.Refused;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a folder is, by what is in it: variables, settings of tools, files of migrations. */
final class Recognition {

    private static final String URL = "DATABASE_URL";
    private static final List<String> DATABASE_ENDINGS =
            List.of(".db", ".sqlite", ".sqlite3", ".db3");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)(?::([^}]*))?\\}");

    private final Path folder;
    private final Map<String, String> environment;
    private final Map<String, String> variables;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param environment the process's variables
     */
    Recognition(Path folder, Map<String, String> environment) {
        this.folder = folder;
        // What holds for this shell alone does not belong into the project's file.
        var kept = new HashMap<>(environment);
        kept.remove("REQUIRE_APPROVAL");
        this.environment = Map.copyOf(kept);
        this.variables = Settings.variables(folder, environment);
    }

    /**
     * What is recognised.
     *
     * @param settings with which the project begins
     * @param database what the database's address comes from
     * @param folders with migrations, the first one being taken
     * @param lines what was recognised and why
     */
    record Recognised(
            LoadedOrRefused settings,
            ToolSettings database,
            List<FoundFolder> folders,
            List<String> lines) {}

    Recognised recognise() throws IOException {
        var tools = new ToolFiles(folder, variables).read();
        var folders = MigrationFolders.in(folder, tools);
        var database = database(tools);
        var settings = settings(database);
        if (settings instanceof Loaded(var loaded)) {
            settings = new Loaded(withFolder(loaded, folders));
            databaseLine(loaded, database);
        }
        folderLines(folders);
        lines.addAll(GuideVariables.lines(variables));
        return new Recognised(settings, database, folders, lines);
    }

    private ToolSettings database(List<ToolSettings> tools) throws IOException {
        var given = variables.getOrDefault(URL, "").strip();
        if (!given.isEmpty()) {
            var from = environment.containsKey(URL) ? URL : URL + " in .env";
            return ToolSettings.ofUrl(from, ToolFiles.asUrl(given));
        }
        for (var tool : tools) {
            var url = filled(tool.url());
            if (!url.isEmpty()) {
                return new ToolSettings(
                        tool.source(), url, tool.folders(), tool.user(), tool.password());
            }
        }
        return ToolSettings.ofUrl("", "jdbc:sqlite:" + databaseFile());
    }

    /** Spring's and Quarkus' placeholders, by the variables or their defaults. */
    private String filled(String url) {
        var unknown = new ArrayList<String>();
        var text =
                PLACEHOLDER
                        .matcher(url)
                        .replaceAll(
                                found -> {
                                    var value =
                                            variables.getOrDefault(found.group(1), found.group(2));
                                    if (value == null) {
                                        unknown.add(found.group(1));
                                    }
                                    return Matcher.quoteReplacement(value == null ? "" : value);
                                });
        return unknown.isEmpty() ? text : "";
    }

    private LoadedOrRefused settings(ToolSettings database) {
        var given = new HashMap<>(environment);
        given.put(URL, database.url());
        return switch (Settings.load(folder, given)) {
            case Loaded loaded -> loaded;
            case Refused(var findings) ->
                    new Refused(findings.stream().map(f -> from(f, database.source())).toList());
        };
    }

    private static Finding from(Finding finding, String source) {
        return URL.equals(finding.where()) && !source.isEmpty()
                ? new Finding(
                        finding.severity(),
                        finding.code(),
                        source,
                        finding.message(),
                        finding.remedy())
                : finding;
    }

    private static Settings withFolder(Settings settings, List<FoundFolder> folders) {
        if (folders.isEmpty()) {
            return settings;
        }
        var databases = new LinkedHashMap<>(settings.databases());
        databases.replaceAll((id, d) -> d.withMigrations(folders.getFirst().folder()));
        return new Settings(settings.source(), databases, settings.environments(), settings.lint());
    }

    private void databaseLine(Settings settings, ToolSettings database) {
        for (var one : settings.databases().values()) {
            var file = new SettingsFile(folder).relative(one.file());
            var state = Files.exists(one.file()) ? "" : ", which a first run makes";
            lines.add(
                    "database  "
                            + file
                            + state
                            + (database.source().isEmpty()
                                    ? Files.exists(one.file()) ? ", the only SQLite file" : ""
                                    : ", from " + database.source()));
        }
    }

    private void folderLines(List<FoundFolder> folders) {
        var names = new SettingsFile(folder);
        for (var found : folders) {
            lines.add(
                    (found == folders.getFirst() ? "migrations  " : "not taken  ")
                            + found.sentence(names.relative(found.folder())));
        }
        if (folders.size() > 1) {
            lines.add("Where one of these is meant, write it into " + Settings.FILE_NAME + ".");
        }
    }

    /** The only database file here, in data/ or in db/; else one that a first run will make. */
    private String databaseFile() throws IOException {
        var found = new ArrayList<Path>();
        for (var place : List.of(folder, folder.resolve("data"), folder.resolve("db"))) {
            if (Files.isDirectory(place)) {
                try (var files = Files.list(place)) {
                    files.filter(Recognition::isDatabase).forEach(found::add);
                }
            }
        }
        return found.size() == 1 ? folder.relativize(found.getFirst()).toString() : "data/app.db";
    }

    private static boolean isDatabase(Path file) {
        var name = file.toString();
        return Files.isRegularFile(file) && DATABASE_ENDINGS.stream().anyMatch(name::endsWith);
    }
}
