package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.FindingText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "leave",
        header = "Write a database's history in another tool's form.",
        description = {
            "Prints the SQL that makes Flyway's table with every migration on record, or brings one"
                    + " that is there up to date. It is for you to run, while nothing migrates."
                    + " Nothing is changed by this command.",
            "Where Flyway would not know the files by their names, it says what they must be"
                    + " called."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox leave kb --to flyway",
            "  signalbox leave kb --to flyway --output history.sql"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            Exit.DONE_TEXT,
            Exit.USAGE_TEXT,
            "3:something stands in the way; it is named",
            Exit.UNREACHABLE_TEXT
        })
final class LeaveCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "database",
            description = "The database's id; may be left out where there is one.")
    private @Nullable String database;

    @Option(
            names = "--to",
            paramLabel = "TOOL",
            required = true,
            description = "Whose form: flyway.")
    private String to = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the SQL to this file, which must not exist yet.")
    private @Nullable Path output;

    LeaveCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        if (!to.equals("flyway")) {
            throw Failure.usage(
                    "The history cannot be written for '" + to + "'", "Give --to flyway.");
        }
        var server = global.server();
        var named = Databases.of(server).named(database);
        var leaving =
                server.json(
                        "/planner/databases/"
                                + Server.encoded(named)
                                + "/leaving?to="
                                + Server.encoded(to));
        if (global.console().json()) {
            global.console().document(leaving);
        }
        FindingText.lines(leaving.items("findings")).forEach(global.console()::note);
        renames(leaving);
        if (!leaving.has("sql")) {
            return Exit.FINDINGS;
        }
        write(leaving.text("sql"));
        return Exit.DONE;
    }

    private void renames(Node leaving) {
        var renames = leaving.items("renames");
        if (renames.isEmpty()) {
            return;
        }
        global.console()
                .note(
                        Line.bad(
                                "Flyway does not know these files by their names. Rename them, and"
                                        + " ask again; of a file that loses its DOWN section,"
                                        + " 'signalbox repair' takes note:"));
        for (var rename : renames) {
            global.console()
                    .note(Line.plain("  " + rename.text("from") + " → " + rename.text("to")));
            if (rename.has("note")) {
                global.console().note(Line.faint("      " + rename.text("note")));
            }
        }
    }

    private void write(String sql) {
        var console = global.console();
        var file = output == null ? null : global.around().folder().resolve(output).normalize();
        if (file == null) {
            if (!console.json()) {
                console.raw(sql);
            }
        } else {
            try {
                Files.writeString(file, sql, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                throw Failure.usage(file + " is there already", "Name a file that is not.");
            } catch (IOException e) {
                throw Failure.usage(
                        file + " cannot be written: " + e, "Name a file that can be written.");
            }
        }
        console.note(
                Line.faint(
                        "Run it while nothing migrates: sqlite3 <the database's file> < "
                                + (output == null ? "<this output>" : output)
                                + ", then flyway validate. docs/ledger.md says how to remove what"
                                + " Signalbox keeps."));
    }
}
