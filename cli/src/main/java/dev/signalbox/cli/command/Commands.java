package dev.signalbox.cli.command;

import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.demo.DemoCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands. Only the one that is named is built, because building a dozen from their
 * annotations takes longer than what most of them do; help, completion and typing errors need all.
 */
public final class Commands {

    private static final String COMPLETION = "completion";
    private static final String HELP = "help";
    private static final Map<String, String> ALIASES =
            Map.of("rollback", "down", "generate", "create");

    private final GlobalOptions global;
    private final Map<String, Supplier<Object>> factories = new LinkedHashMap<>();

    public Commands(GlobalOptions global) {
        this.global = global;
        factories.put("demo", () -> new DemoCommand(global));
        factories.put("init", () -> new InitCommand(global));
        factories.put("create", () -> new CreateCommand(global));
        factories.put("validate", () -> new ValidateCommand(global));
        factories.put("test", () -> new TestCommand(global));
        factories.put("benchmark", () -> new BenchmarkCommand(global));
        factories.put("start", () -> new StartCommand(global));
        factories.put("stop", () -> new StopCommand(global));
        factories.put("plan", () -> new PlanCommand(global));
        factories.put("up", () -> new UpCommand(global));
        factories.put("down", () -> new DownCommand(global));
        factories.put("transform", () -> new TransformCommand(global));
        factories.put("restore", () -> new RestoreCommand(global));
        factories.put("pause", () -> new PauseCommand(global));
        factories.put("resume", () -> new ResumeCommand(global));
        factories.put("cancel", () -> new CancelCommand(global));
        factories.put("retry", () -> new RetryCommand(global));
        factories.put("status", () -> new StatusCommand(global));
        factories.put("watch", () -> new WatchCommand(global));
        factories.put("logs", () -> new LogsCommand(global));
        factories.put("verify", () -> new VerifyCommand(global));
        factories.put("repair", () -> new RepairCommand(global));
        factories.put("mark-applied", () -> new MarkAppliedCommand(global));
        factories.put("tag", () -> new TagCommand(global));
        factories.put("release", () -> new ReleaseCommand(global));
        factories.put("changelog", () -> new ChangelogCommand(global));
        factories.put("adopt", () -> new AdoptCommand(global));
        factories.put("leave", () -> new LeaveCommand(global));
        factories.put("unlock", () -> new UnlockCommand(global));
        factories.put("backup", () -> new BackupCommand(global));
        factories.put("audit", AuditCommand::new);
        factories.put(COMPLETION, () -> new CompletionCommand(global));
        factories.put("version", () -> new VersionCommand(global));
        factories.put(HELP, () -> new HelpCommand(global));
    }

    /** Adds the command that the arguments begin with; all, if they begin with none alone. */
    public void addTo(CommandLine root, String[] arguments) {
        var first = arguments.length == 0 ? "" : arguments[0];
        var name = ALIASES.getOrDefault(first, first);
        if (factories.containsKey(name) && !name.equals(COMPLETION) && !name.equals(HELP)) {
            add(root, name);
            return;
        }
        for (var each : factories.keySet()) {
            add(root, each);
        }
    }

    private void add(CommandLine root, String name) {
        var factory = factories.get(name);
        if (factory == null) {
            throw new IllegalStateException("No command " + name);
        }
        var command = new CommandLine(factory.get());
        if (name.equals("backup")) {
            command.addSubcommand("list", new BackupListCommand(global));
            command.addSubcommand("show", new BackupShowCommand(global));
            command.addSubcommand("verify", new BackupVerifyCommand(global));
        }
        if (name.equals("audit")) {
            command.addSubcommand("query", new AuditQueryCommand(global));
        }
        root.addSubcommand(name, command);
    }
}
