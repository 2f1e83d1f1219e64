package dev.signalbox.cli.changelog;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A changelog as Markdown, the same for the same files and ledger. */
public final class ChangelogMarkdown {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>#|~&!]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private final StringBuilder text = new StringBuilder();

    private ChangelogMarkdown() {}

    public static String of(Changelog changelog) {
        var markdown = new ChangelogMarkdown();
        markdown.write(changelog);
        return markdown.text.toString();
    }

    private void write(Changelog changelog) {
        text.append("# Changes of ").append(plain(changelog.database())).append("\n\n");
        text.append("From ")
                .append(plain(changelog.from().text()))
                .append(" to ")
                .append(plain(changelog.to().text()))
                .append(".\n");
        if (changelog.entries().isEmpty()) {
            text.append("\nNothing changed.\n");
        }
        section("Breaking changes", changelog.breaking());
        for (var kind : ChangeKind.values()) {
            section(kind.heading(), changelog.of(kind));
        }
    }

    private void section(String heading, List<ChangelogEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        text.append("\n## ").append(heading).append("\n\n");
        entries.forEach(this::entry);
    }

    private void entry(ChangelogEntry entry) {
        text.append("- **").append(plain(entry.version())).append("** ");
        text.append(plain(entry.title()));
        if (entry.author() != null && !entry.author().isBlank()) {
            text.append(" (").append(plain(entry.author())).append(')');
        }
        text.append('\n');
        if (entry.isBreaking()) {
            line("Breaking: " + plain(String.join("; ", entry.breaking())));
        }
        if (!entry.tables().isEmpty()) {
            line(
                    "Tables: "
                            + entry.tables().stream()
                                    .map(ChangelogMarkdown::code)
                                    .collect(Collectors.joining(", ")));
        }
        line(
                code(entry.file())
                        + (entry.reversible() ? ", with DOWN" : ", without DOWN")
                        + state(entry));
    }

    private static String state(ChangelogEntry entry) {
        var applied = entry.applied();
        if (applied == null) {
            return "";
        }
        return ", applied "
                + plain(applied.at())
                + (applied.tag().isEmpty() ? "" : ", tagged " + code(applied.tag()))
                + (applied.release().isEmpty() ? "" : ", release " + plain(applied.release()));
    }

    private void line(String sentence) {
        text.append("  - ").append(sentence).append('\n');
    }

    /** On one line, and nothing in it is taken for markup. */
    private static String plain(String words) {
        return SPECIAL.matcher(BLANKS.matcher(words.strip()).replaceAll(" ")).replaceAll("\\\\$0");
    }

    /** As code, between more backticks than are in it. */
    private static String code(String words) {
        var line = BLANKS.matcher(words.strip()).replaceAll(" ");
        var longest =
                BACKTICKS.matcher(line).results().mapToInt(r -> r.group().length()).max().orElse(0);
        var fence = "`".repeat(longest + 1);
        var pad = longest > 0 ? " " : "";
        return fence + pad + line + pad + fence;
    }
}
