package dev.signalbox.settings;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Section;
import dev.signalbox.settings.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds a project's settings and reads them. */
final class SettingsReader {

    private static final String REMEDY =
            "Name a database below 'databases:', or let `signalbox init` write the file.";

    private static final String GUIDES_FILE = "migration.config.yml";
    private static final String REQUIRE_APPROVAL = "REQUIRE_APPROVAL";

    private final Path folder;
    private final Map<String, String> environment;
    private final Complaints complaints = new Complaints();

    SettingsReader(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    LoadedOrRefused read() {
        var file = folder.resolve(Settings.FILE_NAME);
        var settings = Files.exists(file) ? fromFile(file) : fromVariables();
        if (complaints.any() || settings.isEmpty()) {
            return new LoadedOrRefused.Refused(complaints.findings());
        }
        return new LoadedOrRefused.Loaded(settings.get());
    }

    private Optional<Settings> fromFile(Path file) {
        var approval = approvalRequired(environment);
        var about = complaints.about(Settings.FILE_NAME);
        var root =
                YamlFile.read(file, REMEDY, about)
                        .flatMap(
                                node ->
                                        Section.of(
                                                node,
                                                Settings.FILE_NAME,
                                                List.of("databases", "environments", "lint"),
                                                about));
        if (root.isEmpty()) {
            return Optional.empty();
        }
        var environments = environments(root.get(), about);
        var databases = root.get().get("databases");
        if (databases == null) {
            about.whole("no-database", "No database is named", "Add 'databases:' with one.");
            return Optional.empty();
        }
        var lint = root.get().get("lint");
        return Optional.of(
                new Settings(
                        Settings.FILE_NAME,
                        new DatabasesReader(folder, environments, about).read(databases),
                        tightened(environments, approval),
                        lint == null ? Map.of() : new LintReader(about).read(lint)));
    }

    private Optional<Settings> fromVariables() {
        var variables = new LinkedHashMap<>(DotEnv.read(folder, complaints));
        // What the process was given counts more than a file, as with every reader of .env.
        variables.putAll(environment);
        var approval = approvalRequired(variables);
        var environments = guidesEnvironments();
        return new VariablesReader(folder, variables, environments, complaints)
                .read()
                .map(
                        database ->
                                new Settings(
                                        VariablesReader.DATABASE_URL,
                                        Map.of(database.id(), database),
                                        tightened(environments, approval),
                                        Map.of()));
    }

    private Map<String, EnvironmentPolicy> guidesEnvironments() {
        var file = folder.resolve(GUIDES_FILE);
        if (!Files.exists(file)) {
            return EnvironmentPolicy.defaults();
        }
        var about = complaints.about(GUIDES_FILE);
        return YamlFile.read(file, REMEDY, about)
                .flatMap(node -> Section.of(node, GUIDES_FILE, List.of("environments"), about))
                .map(section -> environments(section, about))
                .orElseGet(EnvironmentPolicy::defaults);
    }

    private static Map<String, EnvironmentPolicy> environments(
            Section root, Complaints.InFile about) {
        var node = root.get("environments");
        return node == null
                ? EnvironmentPolicy.defaults()
                : new EnvironmentsReader(about).read(node);
    }

    private static Map<String, EnvironmentPolicy> tightened(
            Map<String, EnvironmentPolicy> environments, boolean approval) {
        return !approval
                ? environments
                : environments.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        e -> e.getValue().requiringApproval(),
                                        (a, b) -> a,
                                        LinkedHashMap::new));
    }

    /** Never loosens: {@code false} leaves the policy as it is. */
    private boolean approvalRequired(Map<String, String> variables) {
        var value = variables.getOrDefault(REQUIRE_APPROVAL, "").strip().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true", "yes", "on", "1" -> true;
            case "", "false", "no", "off", "0" -> false;
            default -> {
                complaints.error(
                        "wrong-type",
                        REQUIRE_APPROVAL,
                        "The variable is '" + value + "'",
                        "Set it to true, or leave it out.");
                yield false;
            }
        };
    }
}
