package dev.signalbox.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, from the commands themselves. */
final class FishCompletion {

    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String script(CommandSpec root) {
        var script = new FishCompletion(root.name());
        script.lines.add("# fish completion for " + root.name());
        script.lines.add("complete -c " + root.name() + " -f");
        script.commands(root, List.of());
        return String.join("\n", script.lines) + "\n";
    }

    private void commands(CommandSpec command, List<String> path) {
        var children = visible(command);
        for (var option : command.options()) {
            if (!option.hidden() && (path.isEmpty() || !option.inherited())) {
                option(option, path);
            }
        }
        for (var child : children.entrySet()) {
            lines.add(
                    line(condition(path, children.keySet().stream().toList()))
                            + " -a "
                            + child.getKey()
                            + " -d "
                            + quoted(header(child.getValue())));
        }
        for (var child : children.entrySet()) {
            var deeper = new ArrayList<>(path);
            deeper.add(child.getKey());
            commands(child.getValue().getCommandSpec(), deeper);
        }
    }

    private static Map<String, CommandLine> visible(CommandSpec command) {
        var children = new LinkedHashMap<String, CommandLine>();
        command.subcommands()
                .forEach(
                        (name, child) -> {
                            if (!child.getCommandSpec().usageMessage().hidden()) {
                                children.put(name, child);
                            }
                        });
        return children;
    }

    private void option(OptionSpec option, List<String> path) {
        // Options of the program itself are taken everywhere.
        var text = new StringBuilder(line(path.isEmpty() ? "" : condition(path, List.of())));
        for (var name : option.names()) {
            text.append(name.startsWith("--") ? " -l " : " -s ")
                    .append(name.substring(name.startsWith("--") ? 2 : 1));
        }
        if (option.arity().max() > 0) {
            text.append(option.paramLabel().matches("FILE|DIR") ? " -r -F" : " -x");
        }
        if (option.description().length > 0) {
            text.append(" -d ").append(quoted(option.description()[0]));
        }
        lines.add(text.toString());
    }

    private String line(String condition) {
        return "complete -c " + program + (condition.isEmpty() ? "" : " -n " + quoted(condition));
    }

    private static String condition(List<String> path, List<String> notYet) {
        var conditions = new ArrayList<String>();
        for (var command : path) {
            conditions.add("__fish_seen_subcommand_from " + command);
        }
        if (!notYet.isEmpty()) {
            conditions.add("not __fish_seen_subcommand_from " + String.join(" ", notYet));
        }
        return String.join("; and ", conditions);
    }

    private static String header(CommandLine command) {
        var header = command.getCommandSpec().usageMessage().header();
        return header.length == 0 ? "" : header[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
