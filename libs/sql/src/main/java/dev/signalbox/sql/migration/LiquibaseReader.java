package dev.signalbox.sql.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@link MigrationFormat#LIQUIBASE}. A changeset is a migration; its version is the number in its
 * file's name and its place in the file. A single file needs no number in its name.
 */
final class LiquibaseReader implements FormatReader {

    private static final Pattern FIRST_LINE =
            Pattern.compile(
                    "\\uFEFF?\\s*--\\s*liquibase\\s*formatted\\b.*",
                    Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,200}(?:[._][0-9]{1,200}){0,10}");

    /** Whether a text begins as Liquibase's do. */
    static boolean begins(String text) {
        return FIRST_LINE.matcher(text).matches();
    }

    @Override
    public void read(List<SourceFile> files, Reading reading) {
        Map<SourceFile, Version> versions = new LinkedHashMap<>();
        for (SourceFile file : files) {
            Optional<String> text = FileText.decode(file, reading.of(file));
            if (text.isPresent() && !begins(text.get())) {
                reading.of(file)
                        .add(
                                null,
                                "no-liquibase",
                                "It does not begin with \"--liquibase formatted sql\", as the others"
                                        + " do.",
                                "Write that as its first line, or move the file elsewhere.");
                continue;
            }
            Optional<Version> version = number(file);
            if (version.isPresent()) {
                versions.put(file, version.get());
            }
            if (version.isEmpty() && files.size() > 1) {
                refuseOrder(
                        file,
                        "The order of several files comes from a master changelog, which is not"
                                + " read, and its name has no number.",
                        reading);
            } else if (text.isPresent()) {
                changesets(file, text.get(), version, reading);
            }
        }
        refuseInterleaved(versions, reading);
    }

    private static Optional<Version> number(SourceFile file) {
        Matcher matcher = NUMBER.matcher(file.name());
        return matcher.find() ? Version.parse(matcher.group().replace('_', '.')) : Optional.empty();
    }

    private static void changesets(
            SourceFile file, String text, Optional<Version> version, Reading reading) {
        Map<String, Changeset> byId = new LinkedHashMap<>();
        int ordinal = 0;
        for (Changeset changeset : new ChangesetScanner(file, text, reading).scan()) {
            ordinal++;
            if (byId.putIfAbsent(changeset.id(), changeset) != null) {
                reading.of(file)
                        .add(
                                changeset.position(),
                                "duplicate-changeset",
                                "A second changeset " + changeset.id() + " in this file.",
                                "Give it another id.");
                continue;
            }
            String place = version.map(it -> it + ".").orElse("") + ordinal;
            changeset
                    .draft(Version.parse(place).orElseThrow(), reading.form())
                    .ifPresent(reading::add);
        }
    }

    /** A file's changesets must not come between another's: 1.1 beside 1 and its second one. */
    private static void refuseInterleaved(Map<SourceFile, Version> versions, Reading reading) {
        List<Map.Entry<SourceFile, Version>> all = new ArrayList<>(versions.entrySet());
        for (Map.Entry<SourceFile, Version> one : all) {
            for (Map.Entry<SourceFile, Version> other : all) {
                boolean inside = one != other && other.getValue().isInside(one.getValue());
                if (inside) {
                    refuseOrder(
                            other.getKey(),
                            "Its number "
                                    + other.getValue()
                                    + " lies within that of "
                                    + one.getKey().path()
                                    + ", so that their changesets have no order.",
                            reading);
                }
            }
        }
    }

    private static void refuseOrder(SourceFile file, String message, Reading reading) {
        reading.of(file)
                .add(
                        null,
                        "changelog-order",
                        message,
                        "Begin the files' names with numbers of the same kind: 001-users.sql.");
    }
}
