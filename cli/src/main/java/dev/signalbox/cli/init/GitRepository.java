package dev.signalbox.cli.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The repository that a folder is in.
 *
 * @param top of the work tree
 * @param hooks where its hooks are
 * @param remotes the settings, where the addresses of its remotes stand
 */
record GitRepository(Path top, Path hooks, String remotes) {

    private static final Pattern HOOKS_PATH =
            Pattern.compile("(?mi)^\\s*hooksPath\\s*=\\s*(.+?)\\s*$");
    private static final Pattern URL = Pattern.compile("(?m)^\\s*url\\s*=\\s*(.+)$");

    static Optional<GitRepository> of(Path folder) throws IOException {
        for (var top = folder; top != null; top = top.getParent()) {
            var git = top.resolve(".git");
            if (Files.isDirectory(git)) {
                return Optional.of(read(top, git));
            }
            if (Files.isRegularFile(git)) {
                return Optional.of(read(top, shared(top, git)));
            }
        }
        return Optional.empty();
    }

    private static GitRepository read(Path top, Path git) throws IOException {
        var file = git.resolve("config");
        var config = Files.isRegularFile(file) ? text(file) : "";
        var path = HOOKS_PATH.matcher(config);
        return new GitRepository(
                top, path.find() ? top.resolve(path.group(1)) : git.resolve("hooks"), config);
    }

    /** What a further work tree, or a module, shares with its repository. */
    private static Path shared(Path top, Path pointer) throws IOException {
        var git = top.resolve(text(pointer).replaceFirst("^gitdir:", "").strip()).normalize();
        var common = git.resolve("commondir");
        return Files.isRegularFile(common) ? git.resolve(text(common).strip()).normalize() : git;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    boolean isAt(String host) {
        return URL.matcher(remotes).results().anyMatch(r -> r.group(1).contains(host));
    }
}
