package dev.signalbox.cli.init;

import dev.signalbox.cli.project.ProjectFolder;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code init} makes of a folder: files are added, none is changed but .gitignore. */
public final class NewProject {

    private final Path folder;
    private final Path script;
    private final Recognition.Recognised recognised;

    private NewProject(Path folder, Path script, Recognition.Recognised recognised) {
        this.folder = folder;
        this.script = script;
        this.recognised = recognised;
    }

    /**
     * Looks at a folder.
     *
     * @param environment the process's variables
     * @param script signalbox's own, for hooks
     */
    public static NewProject of(Path folder, Map<String, String> environment, Path script)
            throws IOException {
        return new NewProject(folder, script, new Recognition(folder, environment).recognise());
    }

    /** What the settings will say; refused where there is something that cannot be used. */
    public LoadedOrRefused settings() {
        return recognised.settings();
    }

    /** What was recognised and why, one sentence each. */
    public List<String> recognised() {
        return recognised.lines();
    }

    public boolean hasMigrations() {
        return !recognised.folders().isEmpty();
    }

    /** The histories of other tools that the databases have, one sentence each. */
    public List<String> histories(Settings settings) {
        return settings.databases().values().stream()
                .flatMap(d -> OtherHistory.in(d, folder).stream())
                .toList();
    }

    /**
     * What was added.
     *
     * @param made one sentence each
     * @param byHand what somebody else's files would need, and how
     */
    public record Written(List<String> made, List<String> byHand) {}

    /** Writes what is missing. */
    public Written write(Settings settings) throws IOException {
        var made = new ArrayList<String>();
        var byHand = new ArrayList<String>();
        Files.createDirectories(folder);
        var file = new SettingsFile(folder);
        Files.writeString(
                folder.resolve(Settings.FILE_NAME),
                file.text(settings, recognised.database()),
                StandardOpenOption.CREATE_NEW);
        made.add(Settings.FILE_NAME);
        file.leftOut()
                .forEach(
                        n ->
                                byHand.add(
                                        "The address's '"
                                                + n
                                                + "' was left out: a secret does not belong into "
                                                + Settings.FILE_NAME));
        var password = recognised.database().password();
        if (!password.isEmpty()) {
            byHand.add(
                    "The password is read from the variable %s; set it where signalbox runs"
                            .formatted(password));
        }
        for (var database : settings.databases().values()) {
            if (!Files.isDirectory(database.migrations())) {
                Files.createDirectories(database.migrations());
                made.add(file.relative(database.migrations()) + "/, empty");
            }
        }
        if (ignore()) {
            made.add("a line in .gitignore: " + ProjectFolder.STATE + "/");
        }
        for (var addition : additions()) {
            switch (addition) {
                case Addition.Made(var what) -> made.add(what);
                case Addition.ToAdd(var what, var lines) -> byHand.add(what + "\n" + lines);
            }
        }
        return new Written(made, byHand);
    }

    private List<Addition> additions() throws IOException {
        var git = GitRepository.of(folder);
        if (git.isEmpty()) {
            return List.of();
        }
        var additions = new ArrayList<Addition>();
        additions.add(new PreCommitHook(git.get(), folder, script).add());
        additions.addAll(new CiJob(git.get(), folder).add());
        return additions;
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
}
