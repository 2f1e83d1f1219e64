package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        header = "Put a database back to a snapshot.",
        description = {
            "The snapshot is checked first: checksum, integrity, schema, rows. A snapshot of the"
                    + " state before is kept. Then the whole database is written in one"
                    + " transaction, with the snapshot's history; applications need not close it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox restore kb latest --reason 'the import was wrong'",
            "  signalbox restore 0197f000-0000-7000-8000-000000000003 --dry-run",
            "  signalbox restore kb /srv/backups/kb-monday.db --reason incident-7 --yes"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            Exit.DONE_TEXT,
            Exit.FAILED_TEXT,
            Exit.USAGE_TEXT,
            Exit.FINDINGS_TEXT,
            Exit.APPROVAL_TEXT,
            Exit.OPERATOR_TEXT,
            Exit.UNREACHABLE_TEXT,
            Exit.INTERRUPTED_TEXT
        })
final class RestoreCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            index = "0",
            paramLabel = "database",
            description =
                    "The database's id; may be left out where there is one: the only operand is the"
                            + " snapshot then.")
    private String first = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "snapshot",
            description =
                    "A snapshot's id, latest, or the path of a database file on the backup"
                            + " service's machine.")
    private @Nullable String second;

    @Option(
            names = "--force",
            description =
                    "Pass warnings and drift; a database that cannot be read is replaced without a"
                            + " snapshot of it.")
    private boolean force;

    @Mixin private final RequestOptions request = new RequestOptions();

    @Mixin private final RunOptions how = new RunOptions();

    RestoreCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var snapshot = second == null ? first : second;
        var reason = RequiredReason.unless(how.dryRun(), global.console(), request.reason());
        var server = global.server();
        var databases = Databases.of(server);
        if (second == null && databases.ids().contains(first)) {
            throw Failure.usage(
                    "Which snapshot of " + first + "?",
                    "Give latest, or an id: signalbox backup list " + first + " shows them.");
        }
        var wanted =
                new PlanRequest(
                        databases.named(second == null ? null : first),
                        goal(snapshot),
                        request.addTo(WireOptions.NONE.with("force", force), global),
                        reason,
                        null);
        return new GuardedRun(global.console(), new PlanRunner(global, server), how).run(wanted);
    }

    /** Ids have neither dots nor slashes, and the path of a file has one at least. */
    private PlanGoal goal(String operand) {
        return operand.contains("/") || operand.contains("\\") || operand.contains(".")
                ? PlanGoal.restoreFile(global.around().folder().resolve(operand).normalize())
                : PlanGoal.restoreSnapshot(operand);
    }
}
