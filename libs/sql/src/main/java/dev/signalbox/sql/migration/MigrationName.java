package dev.signalbox.sql.migration;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file or class says: {@code <version>_<name>.sql} or {@code
 * <version>-<name>.sql}. Behind three numbers and a hyphen, a label of the usual kind with a number
 * ({@code rc.1}, {@code beta2}), or one before an underscore ({@code alpha_}), is a pre-release;
 * anything else is the name.
 *
 * @param stem the file name without {@code .sql}, or the class's simple name
 * @param fileName for a class, its jar and its name, as {@code scores.jar!V004_AddScores}
 */
public record MigrationName(Version version, String name, String stem, String fileName) {

    static final String SUFFIX = ".sql";

    /** Stands in for the name of a file whose name is no name, which is then a finding. */
    static final MigrationName UNKNOWN =
            new MigrationName(Version.parse("0").orElseThrow(), "", "", "");

    private static final String LABEL = "(?:alpha|beta|rc|pre|preview|dev|snapshot)";
    private static final String NUMBERED = LABEL + "(?:\\.?[0-9]{1,20}){1,4}";
    private static final Pattern STEM =
            Pattern.compile(
                    "(?<numbers>"
                            + Version.NUMBERS
                            + ")(?:-(?<pre>(?i:"
                            + NUMBERED
                            + "(?=[_-])|"
                            + LABEL
                            + "(?=_))))?[_-](?<name>.+)",
                    Pattern.DOTALL);
    private static final Pattern CLASS =
            Pattern.compile("V([0-9]{1,200})_([^0-9].*)", Pattern.DOTALL);
    private static final Pattern PRE_RELEASE_ONLY =
            Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+-(?i:" + NUMBERED + "|" + LABEL + ")");

    /** Whether a file of this name is meant as a migration: not hidden, and SQL. */
    static boolean isMigration(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(SUFFIX) && !fileName.startsWith(".");
    }

    /**
     * What a class's simple name says: {@code V<version>_<name>}.
     *
     * @param jar the name of the file that it is in
     */
    static Optional<MigrationName> ofClass(String simpleName, String jar) {
        Matcher matcher = CLASS.matcher(simpleName);
        return matcher.matches()
                ? Version.parse(matcher.group(1))
                        .map(
                                version ->
                                        new MigrationName(
                                                version,
                                                matcher.group(2),
                                                simpleName,
                                                jar + "!" + simpleName))
                : Optional.empty();
    }

    /** Reads a file's name; empty when it has no version or nothing behind it. */
    public static Optional<MigrationName> parse(String fileName) {
        if (!isMigration(fileName)) {
            return Optional.empty();
        }
        return ofStem(fileName.substring(0, fileName.length() - SUFFIX.length()), fileName);
    }

    /** Reads a name without its suffix. */
    static Optional<MigrationName> ofStem(String stem, String fileName) {
        Matcher matcher = STEM.matcher(stem);
        if (!matcher.matches() || PRE_RELEASE_ONLY.matcher(stem).matches()) {
            return Optional.empty();
        }
        String numbers = matcher.group("numbers");
        String preRelease = matcher.group("pre");
        String version = preRelease == null ? numbers : numbers + "-" + preRelease;
        return Version.parse(version)
                .map(parsed -> new MigrationName(parsed, matcher.group("name"), stem, fileName));
    }
}
