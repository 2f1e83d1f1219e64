package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the changesets of a file of Liquibase formatted SQL, line by line as Liquibase does. */
final class ChangesetScanner {

    private static final Pattern DIRECTIVE =
            Pattern.compile(
                    "\\s*--\\s*(changeset|rollback|comment|preconditions|precondition-[\\w-]+|property|ignoreLines|validCheckSum|liquibase\\s*formatted)\\b[ :]?(.*)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern IDENTITY =
            Pattern.compile("\\s*(\"[^\"]+\"|[^:]+):\\s*(\"[^\"]+\"|\\S+)(.*)", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+):(\"[^\"]*\"|\\S*)");
    private static final Pattern ROLLBACK_BLOCK =
            Pattern.compile("\\s*/\\*\\s*liquibase\\s*rollback\\s*", Pattern.CASE_INSENSITIVE);

    private final SourceFile file;
    private final String text;
    private final Findings findings;
    private final List<Changeset> changesets = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();
    private @Nullable Open open;
    private int ignored;
    private boolean ignoring;
    private boolean inRollbackBlock;

    ChangesetScanner(SourceFile file, String text, Reading reading) {
        this.file = file;
        this.text = text;
        this.findings = reading.of(file);
    }

    List<Changeset> scan() {
        for (Lines.Line line : new Lines(text).all()) {
            see(line);
        }
        close(text.length());
        return changesets;
    }

    private void see(Lines.Line line) {
        String content = line.text();
        if (inRollbackBlock) {
            rollbackBlock(line);
        } else if (ignored > 0) {
            ignored--;
        } else if (ROLLBACK_BLOCK.matcher(content).matches()) {
            inRollbackBlock = true;
        } else {
            Matcher matcher = DIRECTIVE.matcher(content);
            if (matcher.matches()) {
                directive(
                        line, matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2), matcher);
            } else if (!ignoring) {
                sql(line);
            }
        }
    }

    private void directive(Lines.Line line, String name, String rest, Matcher matcher) {
        if (ignoring && !name.equals("ignorelines")) {
            return;
        }
        switch (name) {
            case "changeset" -> changeset(line, rest);
            case "rollback" -> rollback(line, rest.strip(), matcher.start(2));
            case "comment" -> {
                if (open != null) {
                    open.comment = rest.strip();
                }
            }
            case "property" -> property(line, rest);
            case "ignorelines" -> ignoreLines(rest.strip());
            case "validchecksum" -> {}
            default -> {
                if (name.startsWith("precondition")) {
                    refuse(
                            line.at(0),
                            "precondition",
                            "Preconditions of changesets are not carried out here.",
                            "Write what must hold as a check in checks/, or take the precondition"
                                    + " out.");
                }
            }
        }
    }

    private void changeset(Lines.Line line, String rest) {
        close(line.from());
        Matcher matcher = IDENTITY.matcher(rest);
        if (!matcher.matches()) {
            refuse(
                    line.at(0),
                    "changeset-identity",
                    "The changeset has no author and id: " + Excerpt.of(rest.strip()) + ".",
                    "Write --changeset author:id.");
            return;
        }
        Map<String, String> attributes = new HashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(matcher.group(3));
        while (attribute.find()) {
            attributes.put(
                    attribute.group(1).toLowerCase(Locale.ROOT), unquoted(attribute.group(2)));
        }
        open =
                new Open(
                        line,
                        unquoted(matcher.group(1).strip()),
                        unquoted(matcher.group(2)),
                        Map.copyOf(attributes));
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private void rollback(Lines.Line line, String what, int start) {
        if (open == null) {
            return;
        }
        String lower = what.toLowerCase(Locale.ROOT);
        if (lower.startsWith("changesetid")) {
            refuse(
                    line.at(0),
                    "rollback-by-reference",
                    "A rollback that names another changeset is not carried out here.",
                    "Write its statements.");
        } else if (!lower.isEmpty()
                && !lower.startsWith("empty")
                && !lower.startsWith("not required")) {
            open.down.add(new Span(line.from() + start, line.end()));
        }
    }

    private void rollbackBlock(Lines.Line line) {
        int end = line.text().indexOf("*/");
        if (open != null) {
            open.down.add(new Span(line.from(), end < 0 ? line.end() : line.from() + end));
        }
        inRollbackBlock = end < 0;
    }

    private void property(Lines.Line line, String rest) {
        Map<String, String> said = new HashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(rest);
        while (attribute.find()) {
            said.put(attribute.group(1), unquoted(attribute.group(2)));
        }
        String name = said.get("name");
        String value = said.get("value");
        if (name == null || value == null) {
            refuse(
                    line.at(0),
                    "property",
                    "The property has no name or no value.",
                    "Write --property name:table value:users.");
        } else if (Changeset.isForSqlite(said.getOrDefault("dbms", "all"))) {
            properties.putIfAbsent(name, value);
        }
    }

    private void ignoreLines(String how) {
        switch (how.toLowerCase(Locale.ROOT)) {
            case "start" -> ignoring = true;
            case "end" -> ignoring = false;
            default -> ignored = how.matches("[0-9]{1,6}") ? Integer.parseInt(how) : 0;
        }
    }

    private void sql(Lines.Line line) {
        if (open != null) {
            open.up.add(new Span(line.from(), line.end()));
        } else if (!line.text().isBlank() && !line.text().stripLeading().startsWith("--")) {
            refuse(
                    line.at(0),
                    "statement-before-section",
                    "SQL stands above the first changeset, where it would never run.",
                    "Move it below a --changeset, or remove it.");
        }
    }

    private void close(int end) {
        if (open != null) {
            changesets.add(open.changeset(end));
        }
        open = null;
    }

    private void refuse(SourcePosition position, String code, String message, String remedy) {
        findings.add(position, code, message, remedy);
    }

    /** A part of the text that is SQL. */
    record Span(int from, int to) {}

    private final class Open {

        private final Lines.Line line;
        private final String author;
        private final String id;
        private final Map<String, String> attributes;
        private final List<Span> up = new ArrayList<>();
        private final List<Span> down = new ArrayList<>();
        private @Nullable String comment;

        private Open(Lines.Line line, String author, String id, Map<String, String> attributes) {
            this.line = line;
            this.author = author;
            this.id = id;
            this.attributes = attributes;
        }

        private Changeset changeset(int end) {
            return new Changeset(
                    file,
                    text,
                    author,
                    id,
                    attributes,
                    comment,
                    line.at(0),
                    line.from(),
                    end,
                    up,
                    down,
                    properties,
                    findings);
        }
    }
}
