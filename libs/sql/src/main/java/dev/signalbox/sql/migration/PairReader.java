package dev.signalbox.sql.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Formats with a file for UP and one for DOWN. */
abstract class PairReader implements FormatReader {

    /** What a file is in its pair. */
    enum Role {
        UP,
        DOWN,
        /** Says how to run it, as far as the format has such a file. */
        SETTINGS
    }

    /**
     * @param key the same for all files of one migration
     */
    record Part(String key, Role role) {}

    /** Empty for a file that does not belong to the format, and is passed over. */
    abstract Optional<Part> part(SourceFile file);

    /** The migration's name; empty, with a finding, when the files' name has no version. */
    abstract Optional<MigrationName> name(String key, SourceFile up);

    boolean isTransactional(Pair pair, Reading reading) {
        return true;
    }

    @Override
    public final void read(List<SourceFile> files, Reading reading) {
        Map<String, Pair> pairs = new TreeMap<>();
        for (SourceFile file : files) {
            part(file)
                    .ifPresentOrElse(
                            part ->
                                    pairs.computeIfAbsent(part.key(), Pair::new)
                                            .take(part.role(), file, reading),
                            () -> passOver(file, reading));
        }
        pairs.values().forEach(pair -> read(pair, reading));
    }

    private void read(Pair pair, Reading reading) {
        @Nullable SourceFile up = pair.up;
        if (up == null) {
            if (pair.down != null) {
                refuseLonely(pair.down, reading);
            }
            return;
        }
        Optional<MigrationName> name = name(pair.key, up);
        if (name.isEmpty()) {
            reading.of(up)
                    .add(
                            null,
                            "file-name",
                            "Its name has no version, or nothing behind it.",
                            "Begin it with a number, as its tool does.");
            return;
        }
        boolean transactional = isTransactional(pair, reading);
        reading.add(
                Draft.versioned(
                                name.get(),
                                script(up, reading),
                                pair.down == null ? null : script(pair.down, reading),
                                pair.files())
                        .transactional(transactional));
    }

    private static Script script(SourceFile file, Reading reading) {
        return FileText.decodePossiblyEmpty(file, reading.of(file))
                .map(text -> Script.whole(file, text))
                .orElseGet(() -> Script.nothing(file));
    }

    static void refuseTwoDowns(SourceFile file, SourceFile other, Reading reading) {
        reading.of(file)
                .add(
                        null,
                        "two-downs",
                        "Two files undo the same version: "
                                + other.path()
                                + " and "
                                + file.path()
                                + ".",
                        "Keep one of them.");
    }

    private static void passOver(SourceFile file, Reading reading) {
        reading.notice(
                file,
                "passed-over",
                "Its name is none of the format's, and so it is no migration.",
                "Name it like the others if it is one.");
    }

    private static void refuseLonely(SourceFile down, Reading reading) {
        reading.of(down)
                .add(
                        null,
                        "down-without-up",
                        "There is no migration that it could undo.",
                        "Put the file with its UP beside it, or remove this one.");
    }

    /** The files of one migration. */
    static final class Pair {

        private final String key;
        private @Nullable SourceFile up;
        private @Nullable SourceFile down;
        private @Nullable SourceFile settings;

        private Pair(String key) {
            this.key = key;
        }

        private void take(Role role, SourceFile file, Reading reading) {
            switch (role) {
                case UP -> up = up == null ? file : refuseTwice(up, file, reading);
                case DOWN -> {
                    if (down != null) {
                        refuseTwoDowns(file, down, reading);
                    }
                    down = file;
                }
                case SETTINGS -> settings = file;
            }
        }

        private static SourceFile refuseTwice(SourceFile first, SourceFile file, Reading reading) {
            reading.of(file)
                    .add(
                            null,
                            "two-ups",
                            "Two files are the same migration: "
                                    + first.path()
                                    + " and "
                                    + file.path()
                                    + ".",
                            "Keep one of them.");
            return first;
        }

        @Nullable SourceFile settings() {
            return settings;
        }

        private List<SourceFile> files() {
            List<SourceFile> files = new ArrayList<>();
            for (SourceFile file : new SourceFile[] {up, down, settings}) {
                if (file != null) {
                    files.add(file);
                }
            }
            return files;
        }
    }
}
