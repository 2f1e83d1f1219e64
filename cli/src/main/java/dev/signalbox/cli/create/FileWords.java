package dev.signalbox.cli.create;

import dev.signalbox.cli.Failure;
import dev.signalbox.sql.migration.FolderLayout;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a person calls a migration, as the words of a file's name. */
final class FileWords {

    private static final int LONGEST = 80;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_CASES = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private FileWords() {}

    /**
     * In lower case, with underscores; with hyphens where all of the folder's names have them.
     *
     * @throws Failure when no letter and no digit is left
     */
    static String of(String name, FolderLayout layout) {
        var plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        var words =
                OTHER.matcher(BETWEEN_CASES.matcher(plain).replaceAll(" "))
                        .replaceAll(" ")
                        .strip()
                        .toLowerCase(Locale.ROOT);
        if (words.isEmpty()) {
            throw Failure.usage(
                    "'" + name + "' has no letter and no digit that could name a file",
                    "Say what the migration does: signalbox create 'add user preferences'");
        }
        var cut = words.length() <= LONGEST ? words : words.substring(0, LONGEST).strip();
        return cut.replace(' ', hyphens(layout) ? '-' : '_');
    }

    private static boolean hyphens(FolderLayout layout) {
        List<String> others = layout.names().stream().map(FolderLayout.Name::words).toList();
        return others.stream().anyMatch(w -> w.contains("-"))
                && others.stream().noneMatch(w -> w.contains("_"));
    }
}
