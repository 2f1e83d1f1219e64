package dev.signalbox.rehearsal.database;

import dev.signalbox.sql.migration.ForeignKeys;
import dev.signalbox.sql.migration.HookFile;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.transfer.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A database's migrations, as they are to be rehearsed.
 *
 * @param database its id, or a folder's name
 * @param folder of its migrations
 * @param files what is in it
 * @param rules that transform rows behind migrations
 * @param foreignKeys what the database's own address says about enforcement
 * @param here the folder that messages show files relative to
 */
public record Project(
        String database,
        Path folder,
        LoadOutcome.Loaded files,
        RuleSet rules,
        ForeignKeys foreignKeys,
        Path here) {

    public Project {
        folder = folder.toAbsolutePath().normalize();
        here = here.toAbsolutePath().normalize();
    }

    /** Where suites, and the jars that they need, lie. */
    public Path tests() {
        return folder.resolve("tests");
    }

    /** A file as messages name it. */
    public String shown(Path file) {
        var whole = file.toAbsolutePath().normalize();
        var path = whole.startsWith(here) ? here.relativize(whole) : whole;
        return path.toString().replace('\\', '/');
    }

    /** A file of the migrations' folder as messages name it. */
    public String shown(String path) {
        return shown(folder.resolve(path));
    }

    public MigrationSet migrations() {
        return files.migrations();
    }

    /** Hooks act on the world outside, and a rehearsal has none. */
    public Optional<String> hooksNotRun() {
        var hooks = files.hooks();
        return hooks.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%d %s not run in a rehearsal: %s"
                                .formatted(
                                        hooks.size(),
                                        hooks.size() == 1 ? "hook is" : "hooks are",
                                        String.join(", ", paths(hooks))));
    }

    private static List<String> paths(List<HookFile> hooks) {
        return hooks.stream().map(hook -> hook.source().path()).toList();
    }
}
