package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A changeset of Liquibase formatted SQL.
 *
 * @param from offset of its first line
 * @param to offset behind its last one
 * @param up the parts of the text that are its statements
 * @param down the parts of the text that undo them
 * @param properties of the file
 */
record Changeset(
        SourceFile file,
        String text,
        String author,
        String name,
        Map<String, String> attributes,
        @Nullable String comment,
        SourcePosition position,
        int from,
        int to,
        List<ChangesetScanner.Span> up,
        List<ChangesetScanner.Span> down,
        Map<String, String> properties,
        Findings findings) {

    Changeset {
        up = List.copyOf(up);
        down = List.copyOf(down);
    }

    String id() {
        return author + ":" + name;
    }

    /** Empty when it is for other engines than SQLite. */
    Optional<Draft> draft(Version version, ProjectForm form) {
        refuseWhatCannotBe();
        if ("true".equals(attributes.get("ignore"))
                || !isForSqlite(attributes.getOrDefault("dbms", "all"))) {
            return Optional.empty();
        }
        boolean again = "true".equals(attributes.get("runonchange"));
        String stem =
                file.name().substring(0, file.name().length() - MigrationName.SUFFIX.length())
                        + "!"
                        + id();
        return Optional.of(
                new Draft(
                        new MigrationName(
                                again ? Version.repeatable(stem) : version,
                                name,
                                stem,
                                file.name() + "!" + id()),
                        again ? Migration.Kind.REPEATABLE : Migration.Kind.VERSIONED,
                        metadata(),
                        !"false".equals(attributes.get("runintransaction")),
                        script(up, form),
                        down.isEmpty() ? null : script(down, form),
                        List.of(file),
                        text.substring(from, to).strip()));
    }

    private MigrationMetadata metadata() {
        MigrationMetadata none = MigrationMetadata.NONE;
        return new MigrationMetadata(
                author,
                comment,
                false,
                null,
                null,
                null,
                labels(),
                none.dependencies(),
                false,
                none.affectedTables(),
                null,
                null,
                null,
                null,
                null);
    }

    private List<String> labels() {
        String labels = attributes.get("labels");
        return labels == null || labels.isBlank() ? List.of() : List.of(labels.split("\\s*,\\s*"));
    }

    private void refuseWhatCannotBe() {
        if ("true".equals(attributes.get("runalways"))) {
            refuse(
                    "runAlways",
                    "A changeset runs once, or again when it has changed (runOnChange).");
        }
        for (String name : List.of("endDelimiter", "rollbackEndDelimiter")) {
            String delimiter = attributes.getOrDefault(name.toLowerCase(Locale.ROOT), ";");
            if (!delimiter.equals(";")) {
                refuse(name, "Statements end with a semicolon; triggers are understood.");
            }
        }
        if (attributes.containsKey("runwith")) {
            refuse("runWith", "Its statements run by SQLite itself, and by no other program.");
        }
        if ("false".equals(attributes.get("failonerror"))) {
            refuse("failOnError:false", "What fails is rolled back, and said.");
        }
        if (attributes.containsKey("runorder")) {
            refuse("runOrder", "Changesets run in the order of their file.");
        }
    }

    private void refuse(String attribute, String remedy) {
        findings.add(
                position,
                "changeset-attribute",
                attribute + " of the changeset " + id() + " is not carried out here.",
                remedy + " Take the attribute out.");
    }

    /** As Liquibase names engines: a list, where {@code !} excludes. */
    static boolean isForSqlite(String dbms) {
        List<String> names = Arrays.stream(dbms.split(",")).map(String::strip).toList();
        if (names.contains("!sqlite") || names.contains("none")) {
            return false;
        }
        boolean onlyExcludes = names.stream().allMatch(name -> name.startsWith("!"));
        return onlyExcludes || names.contains("sqlite") || names.contains("all");
    }

    /** The text with everything blanked that does not belong, so that places stay what they are. */
    private Script script(List<ChangesetScanner.Span> spans, ProjectForm form) {
        StringBuilder blanked = new StringBuilder(text.length());
        int at = 0;
        for (ChangesetScanner.Span span : spans) {
            blank(blanked, at, span.from());
            blanked.append(text, span.from(), span.to());
            at = span.to();
        }
        blank(blanked, at, spans.isEmpty() ? at : spans.getLast().to());
        Map<String, String> values = new HashMap<>(properties);
        values.putAll(form.placeholders());
        // As in Liquibase, a parameter without a value stays as it is.
        return Script.whole(
                file,
                new ReplacedText()
                        .replace(
                                blanked.toString(),
                                Placeholders.PLACEHOLDER,
                                it -> values.getOrDefault(it.group(1), it.group())));
    }

    private void blank(StringBuilder to, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            to.append(c == '\n' || c == '\r' ? c : ' ');
        }
    }
}
