package dev.signalbox.cli.init;

import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.EnvironmentPolicy;
import dev.signalbox.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a {@code signalbox.yml}, with no secret in it. */
final class SettingsFile {

    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)(?<=[?&])(password|passwd|pass|pwd|key|hexkey|secret|token)=[^&]*&?");

    private final Path folder;
    private final List<String> leftOut = new ArrayList<>();

    SettingsFile(Path folder) {
        this.folder = folder;
    }

    /**
     * @param login what the tool's settings said of user and password, which is where the database
     *     comes from
     */
    String text(Settings settings, ToolSettings login) {
        var text = new StringBuilder("databases:\n");
        for (var database : settings.databases().values()) {
            text.append("  ").append(Yaml.scalar(database.id())).append(":\n");
            field(text, "url", url(database));
            if (!login.user().isEmpty() || !login.password().isEmpty()) {
                text.append("    credentials: ").append(credentials(login)).append('\n');
            }
            field(text, "migrations", relative(database.migrations()));
            field(text, "environment", database.environment());
        }
        text.append("environments:\n");
        settings.environments().forEach((name, policy) -> text.append(policy(name, policy)));
        return text.toString();
    }

    /** The names of what was left out of addresses, because it is a secret. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    private static String credentials(ToolSettings login) {
        var members = new ArrayList<String>();
        if (!login.user().isEmpty()) {
            members.add("user: " + Yaml.scalar(login.user()));
        }
        if (!login.password().isEmpty()) {
            members.add("password: env:" + login.password());
        }
        return "{ " + String.join(", ", members) + " }";
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append("    ").append(name).append(": ").append(Yaml.scalar(value)).append('\n');
    }

    private String url(DatabaseSettings database) {
        var url = database.url().replace(database.file().toString(), relative(database.file()));
        var secrets = SECRET.matcher(url);
        secrets.results().forEach(r -> leftOut.add(r.group(1)));
        return secrets.replaceAll("").replaceFirst("[?&]$", "");
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

    String relative(Path path) {
        if (path.equals(folder)) {
            return ".";
        }
        return path.startsWith(folder)
                ? folder.relativize(path).toString().replace('\\', '/')
                : path.toString();
    }
}
