package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.VerificationText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        header = "Verify that a snapshot is whole and can be restored.",
        description = "Checksum, integrity, schema and rows, against its manifest. Only reads.",
        footerHeading = "%nExamples:%n",
        footer = "  signalbox backup verify 0197f000-0000-7000-8000-000000000003",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it is whole",
            Exit.USAGE_TEXT,
            "3:it is damaged; how is said",
            Exit.UNREACHABLE_TEXT
        })
final class BackupVerifyCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(paramLabel = "id", description = "The snapshot's id.")
    private String id = "";

    BackupVerifyCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var result = global.server().json("/backup/snapshots/" + Server.encoded(id) + "/verify");
        if (global.console().json()) {
            global.console().document(result);
        }
        global.console().results(VerificationText.lines("Snapshot " + id, result));
        return VerificationText.hasFindings(result) ? Exit.FINDINGS : Exit.DONE;
    }
}
