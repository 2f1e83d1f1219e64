package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.events.VersionName;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a tag and a release's name may look like. */
final class NameRules {

    private static final Pattern TAG =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._+/@#:-]{0,99}");
    private static final Pattern RELEASE = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    private NameRules() {}

    static Optional<Finding> of(VersionName naming, String name, MigrationSet migrations) {
        return switch (naming) {
            case TAG -> tag(name, migrations);
            case RELEASE -> release(name);
        };
    }

    private static Optional<Finding> tag(String tag, MigrationSet migrations) {
        if (Version.parse(tag).isPresent()) {
            return Optional.of(
                    badTag("'" + tag + "' is a version number", "Write such as v" + tag));
        }
        if (tag.equals(MigrationSet.LATEST)) {
            return Optional.of(badTag("'latest' is the highest version", "Choose another word"));
        }
        if (migrations.resolve(tag).isPresent()) {
            return Optional.of(
                    badTag(
                            "'"
                                    + tag
                                    + "' is the name of a migration, which comes first as a target",
                            "Choose another word"));
        }
        return TAG.matcher(tag).matches()
                ? Optional.empty()
                : Optional.of(
                        badTag(
                                "'" + tag + "' is no possible tag",
                                "Up to 100 letters, digits and ._+/@#:-, without blanks, the first"
                                        + " being a letter, a digit or _"));
    }

    private static Optional<Finding> release(String name) {
        return RELEASE.matcher(name).matches() && name.strip().equals(name)
                ? Optional.empty()
                : Optional.of(
                        Finding.error(
                                "invalid-release",
                                "goal.release.name",
                                "'" + name.strip() + "' is no possible name of a release",
                                "Up to 200 characters on one line, without blanks around them."));
    }

    private static Finding badTag(String why, String remedy) {
        return Finding.error("invalid-tag", "goal.tag.tag", why, remedy + ".");
    }
}
