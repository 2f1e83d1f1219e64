package dev.signalbox.cli.init;

import dev.signalbox.sql.migration.FolderLayout;
import dev.signalbox.sql.migration.MigrationFormat;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Looks for folders of migrations: those that a tool names, then those that look like one. */
final class MigrationFolders {

    private static final int DEEPEST = 6;
    private static final int MOST_FOLDERS = 5_000;
    private static final Set<String> NAMES =
            Set.of("migrations", "migration", "changelog", "changelogs", "sql");
    private static final Set<String> PASSED_OVER =
            Set.of("node_modules", "target", "build", "dist", "vendor", "venv", "out", "bin");

    private final Path project;
    private final List<FoundFolder> found = new ArrayList<>();
    private int looked;

    private MigrationFolders(Path project) {
        this.project = project;
    }

    /** The one that most likely is it first. */
    static List<FoundFolder> in(Path project, List<ToolSettings> tools) throws IOException {
        var folders = new MigrationFolders(project);
        for (var tool : tools) {
            tool.folders().forEach(f -> folders.named(f, tool.source()));
        }
        var named = List.copyOf(folders.found);
        folders.look();
        var others =
                folders.found.stream()
                        .filter(f -> !named.contains(f))
                        .sorted(Comparator.comparingInt(FoundFolder::size).reversed())
                        .toList();
        var all = new ArrayList<>(named);
        all.addAll(others);
        return all;
    }

    private void named(String name, String source) {
        try {
            add(project.resolve(name).normalize(), source);
        } catch (InvalidPathException e) {
            // It cannot be here then.
            return;
        }
    }

    private void look() throws IOException {
        if (!Files.isDirectory(project)) {
            return;
        }
        Files.walkFileTree(
                project,
                EnumSet.noneOf(java.nio.file.FileVisitOption.class),
                DEEPEST,
                new Looker());
    }

    private boolean add(Path folder, String because) {
        if (!Files.isDirectory(folder)
                || found.stream().anyMatch(f -> folder.startsWith(f.folder()))) {
            return false;
        }
        var layout = FolderLayout.of(folder);
        if (layout.isFree() || !layout.findings().isEmpty()) {
            return false;
        }
        found.add(new FoundFolder(folder, layout, because));
        return true;
    }

    private final class Looker extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(project)) {
                return FileVisitResult.CONTINUE;
            }
            var name = String.valueOf(folder.getFileName());
            if (name.startsWith(".") || PASSED_OVER.contains(name) || ++looked > MOST_FOLDERS) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!NAMES.contains(name)) {
                return FileVisitResult.CONTINUE;
            }
            return (name.equals("sql") ? sql(folder) : add(folder, ""))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        /** Many a folder of that name has queries; migrations show by Flyway's names, or a pair. */
        private boolean sql(Path folder) {
            if (Files.isDirectory(folder.resolveSibling("rollback"))) {
                return add(folder.resolveSibling("").normalize(), "");
            }
            return FolderLayout.of(folder).format() == MigrationFormat.FLYWAY && add(folder, "");
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
