package dev.signalbox.cli.command;

import dev.signalbox.analysis.RuleLevels;
import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Surroundings;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.project.ProjectFolder;
import dev.signalbox.cli.validate.MigrationsToCheck;
import dev.signalbox.events.Finding;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which folders of migrations are meant.
 *
 * @param database the one that is named; null when its files alone are meant
 */
record ValidateTargets(
        List<MigrationsToCheck> folders, @Nullable String database, RuleLevels levels) {

    ValidateTargets {
        folders = List.copyOf(folders);
    }

    /**
     * @param operand a database, a project's folder, or a folder of migrations; null for the
     *     project here
     * @throws Failure when it is none of them, or the project's settings cannot be read
     */
    static ValidateTargets of(@Nullable String operand, Surroundings around) {
        var project = ProjectFolder.of(around.folder());
        if (operand == null) {
            return all(settings(project, around));
        }
        var folder = around.folder().resolve(operand);
        if (Files.exists(project.resolve(Settings.FILE_NAME))) {
            var settings = settings(project, around);
            var named = settings.database(operand);
            if (named.isPresent()) {
                return new ValidateTargets(
                        List.of(toCheck(named.get())), operand, LintLevels.of(settings));
            }
            if (!Files.isDirectory(folder)) {
                throw unknown(operand, settings.databases().keySet(), settings.nearest(operand));
            }
        } else if (!Files.isDirectory(folder)) {
            throw unknown(operand, Set.of(), List.of());
        }
        return Files.exists(folder.resolve(Settings.FILE_NAME))
                ? all(settings(folder, around))
                : new ValidateTargets(
                        List.of(new MigrationsToCheck(folder, Map.of())), null, RuleLevels.DEFAULT);
    }

    private static ValidateTargets all(Settings settings) {
        return new ValidateTargets(
                settings.databases().values().stream()
                        .map(ValidateTargets::toCheck)
                        .distinct()
                        .toList(),
                null,
                LintLevels.of(settings));
    }

    private static MigrationsToCheck toCheck(DatabaseSettings database) {
        return new MigrationsToCheck(database.migrations(), database.placeholders());
    }

    private static Settings settings(Path folder, Surroundings around) {
        return switch (Settings.load(folder, around.environment())) {
            case LoadedOrRefused.Loaded(var settings) -> settings;
            case LoadedOrRefused.Refused(var findings) ->
                    throw new Failure(
                            Exit.USAGE,
                            "The settings in " + folder + " cannot be read",
                            "Mend them, or name a folder of migrations: signalbox validate <folder>",
                            findings.stream().map(ValidateTargets::node).toList(),
                            null);
        };
    }

    private static Failure unknown(String operand, Set<String> known, List<String> nearest) {
        var databases =
                known.isEmpty()
                        ? ""
                        : " There is: " + known.stream().collect(Collectors.joining(", ")) + ".";
        return Failure.usage(
                "'" + operand + "' is neither a database nor a folder",
                nearest.isEmpty()
                        ? "Name a folder of migrations." + databases
                        : "Did you mean " + nearest.getFirst() + "?");
    }

    private static Node node(Finding finding) {
        var node = new LinkedHashMap<String, Object>();
        node.put("severity", finding.severity().name());
        node.put("code", finding.code());
        if (finding.where() != null) {
            node.put("where", finding.where());
        }
        node.put("message", finding.message());
        if (finding.remedy() != null) {
            node.put("remedy", finding.remedy());
        }
        return Node.of(node);
    }
}
