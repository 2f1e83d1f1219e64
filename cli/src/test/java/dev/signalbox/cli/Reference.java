package dev.signalbox.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The reference of the commands, from the commands themselves. */
public final class Reference {

    private Reference() {}

    /** A section for each command by its heading, in the order of the help. */
    public static Map<String, String> sections() {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var console =
                new Console(
                        nowhere,
                        nowhere,
                        new ByteArrayInputStream(new byte[0]),
                        Map.of(),
                        Terminal.NONE);
        var root = new RootCommand(new Surroundings(Path.of(""), Map.of(), console));
        var sections = new LinkedHashMap<String, String>();
        add(Main.commandLine(root), "", sections);
        return sections;
    }

    private static void add(CommandLine parent, String path, Map<String, String> sections) {
        // An alias is the same command again.
        for (var child : new LinkedHashSet<>(parent.getSubcommands().values())) {
            var spec = child.getCommandSpec();
            var name = path + spec.name();
            var heading =
                    Stream.concat(Stream.of(name), Stream.of(spec.aliases()).map(a -> path + a))
                            .collect(Collectors.joining(", "));
            sections.put(heading, section(heading, spec));
            add(child, name + " ", sections);
        }
    }

    private static String section(String heading, CommandSpec spec) {
        var usage = spec.usageMessage();
        var text = new StringBuilder("## " + heading + "\n\n");
        text.append(
                String.join(
                        " ",
                        Stream.concat(Stream.of(usage.header()), Stream.of(usage.description()))
                                .toList()));
        text.append("\n\n```\n").append(synopsis(spec)).append("\n```\n\n");
        var rows = rows(spec);
        if (!rows.isEmpty()) {
            text.append("| option or operand | does |\n|---|---|\n");
            rows.forEach(row -> text.append(row).append('\n'));
            text.append('\n');
        }
        text.append("Exit status: ");
        text.append(
                usage.exitCodeList().entrySet().stream()
                        .map(status -> status.getKey() + " " + status.getValue())
                        .collect(Collectors.joining(" · ")));
        text.append("\n\n```\n");
        for (var example : usage.footer()) {
            text.append(example.strip()).append('\n');
        }
        return text.append("```\n").toString();
    }

    private static String synopsis(CommandSpec spec) {
        var custom = spec.usageMessage().customSynopsis();
        if (custom.length > 0) {
            return String.join(" | ", custom);
        }
        var words = new ArrayList<String>();
        words.add(spec.qualifiedName());
        if (spec.options().stream().anyMatch(o -> !o.inherited())) {
            words.add("[options]");
        }
        spec.positionalParameters().forEach(p -> words.add(label(p)));
        if (spec.positionalParameters().isEmpty() && !spec.subcommands().isEmpty()) {
            words.add("<command>");
        }
        return String.join(" ", words);
    }

    private static List<String> rows(CommandSpec spec) {
        var rows = new ArrayList<String>();
        spec.positionalParameters().forEach(p -> rows.add(row(label(p), p)));
        spec.options().stream()
                .filter(option -> !option.inherited())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .forEach(option -> rows.add(row(label(option), option)));
        return rows;
    }

    private static String row(String label, ArgSpec argument) {
        var description = String.join(" ", argument.description());
        return "| `"
                + label
                + "` | "
                + description.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()))
                + " |";
    }

    private static String label(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            return option.arity().max() == 0
                    ? option.longestName()
                    : option.longestName() + "=" + option.paramLabel();
        }
        var many = argument.arity().max() > 1 ? "..." : "";
        return argument.arity().min() == 0
                ? "[" + argument.paramLabel() + many + "]"
                : argument.paramLabel() + many;
    }
}
