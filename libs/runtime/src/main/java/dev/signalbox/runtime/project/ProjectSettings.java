package dev.signalbox.runtime.project;

import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The project's settings as they are now: read again when a file that they come from has changed,
 * so that a service that runs need not be restarted for an edit.
 */
public final class ProjectSettings {

    private static final List<String> FILES =
            List.of(Settings.FILE_NAME, ".env", "migration.config.yml");

    private final Path folder;
    private final Map<String, String> environment;
    private @Nullable Read last;

    public ProjectSettings(Path folder, Map<String, String> environment) {
        this.folder = folder.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
    }

    private record Read(List<String> stamps, LoadedOrRefused outcome) {}

    public Path folder() {
        return folder;
    }

    public synchronized LoadedOrRefused current() {
        var stamps = stamps();
        if (last == null || !last.stamps().equals(stamps)) {
            last = new Read(stamps, Settings.load(folder, environment));
        }
        return last.outcome();
    }

    /** A database, where the settings are good and name it. */
    public Optional<DatabaseSettings> database(String id) {
        return switch (current()) {
            case LoadedOrRefused.Loaded loaded -> loaded.settings().database(id);
            case LoadedOrRefused.Refused refused -> Optional.empty();
        };
    }

    private List<String> stamps() {
        var stamps = new ArrayList<String>();
        for (var name : FILES) {
            try {
                var file = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class);
                stamps.add(name + " " + file.lastModifiedTime() + " " + file.size());
            } catch (IOException e) {
                stamps.add(name + " absent");
            }
        }
        return stamps;
    }
}
