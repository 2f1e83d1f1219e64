package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.create.Author;
import dev.signalbox.cli.create.MigrationType;
import dev.signalbox.cli.create.NewMigrations;
import dev.signalbox.cli.project.LocalProject;
import dev.signalbox.sql.Nearest;
import dev.signalbox.sql.migration.MigrationFormat;
import dev.signalbox.sql.sqlite.DownDraft;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        aliases = "generate",
        header = "Write a new migration in the project's own format.",
        description = {
            "Its version is the next one as the project counts: a number as wide, a time in UTC, or"
                    + " numbers with dots. Nothing is overwritten.",
            "With --sql, what undoes the statements is written as far as it follows from them; what"
                    + " does not is marked TODO."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox create 'add user preferences'",
            "  signalbox create remove legacy columns --breaking",
            "  signalbox create scores --sql scores.sql",
            "  echo 'CREATE TABLE a (x)' | signalbox create a --sql -",
            "  signalbox create first --format flyway    in a folder that has none yet",
            "  signalbox create --down 004               what undoes a migration, printed"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT, Exit.FINDINGS_TEXT})
final class CreateCommand implements Callable<Integer> {

    private final GlobalOptions global;

    @Parameters(
            arity = "0..*",
            paramLabel = "name",
            description = "What it does, in one or several words.")
    private List<String> name = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "T",
            defaultValue = "ddl",
            description = "${COMPLETION-CANDIDATES}: what the template shows. Default: ddl.")
    private MigrationType type = MigrationType.DDL;

    @Option(
            names = "--breaking",
            description = "Others have to change; so has a migration that drops or renames.")
    private boolean breaking;

    @Option(
            names = "--database",
            paramLabel = "D",
            description = "The database's id; may be left out where there is one.")
    private @Nullable String database;

    @Option(
            names = "--sql",
            paramLabel = "FILE",
            description = "The statements; - reads standard input.")
    private @Nullable String sql;

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "The format, in a folder without migrations. Default: signalbox.")
    private @Nullable String format;

    @Option(
            names = "--down",
            paramLabel = "V",
            description = "Print what undoes this migration, and write nothing.")
    private @Nullable String down;

    CreateCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() throws IOException {
        var project = LocalProject.of(global.around());
        var of = project.database(database);
        if (down != null) {
            return undo(project, of.id(), down);
        }
        if (name.isEmpty()) {
            throw Failure.usage(
                    "What does the migration do?",
                    "Say it: signalbox create 'add user preferences'");
        }
        var migrations = new NewMigrations(of.migrations(), of.placeholders(), Clock.systemUTC());
        report(migrations.create(wish()));
        return Exit.DONE;
    }

    private NewMigrations.Wish wish() throws IOException {
        return new NewMigrations.Wish(
                String.join(" ", name),
                type,
                breaking,
                Author.of(global.around()),
                format(),
                sql == null ? null : text(sql),
                sql == null || sql.equals("-") ? "standard input" : sql);
    }

    private @Nullable MigrationFormat format() {
        if (format == null) {
            return null;
        }
        var wanted = format;
        return MigrationFormat.of(wanted)
                .orElseThrow(
                        () ->
                                Failure.usage(
                                        "There is no format '" + wanted + "'",
                                        Nearest.to(wanted, MigrationFormat.ids())
                                                .map(n -> "Did you mean " + n + "?")
                                                .orElse(
                                                        "Known: "
                                                                + String.join(
                                                                        ", ",
                                                                        MigrationFormat.ids()))));
    }

    private String text(String file) throws IOException {
        if (file.equals("-")) {
            return global.console().typedText();
        }
        try {
            return Files.readString(global.around().folder().resolve(file));
        } catch (MalformedInputException e) {
            throw unreadable(file, "it is not UTF-8", e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Failure unreadable(String file, String why, IOException e) {
        return new Failure(
                Exit.USAGE,
                "The statements in " + file + " cannot be read: " + why,
                "Give a file of SQL in UTF-8, or - for standard input.",
                List.of(),
                e);
    }

    private int undo(LocalProject project, String id, String wanted) {
        var migrations = project.migrations(project.database(id));
        var migration =
                migrations
                        .resolve(wanted)
                        .orElseThrow(
                                () ->
                                        Failure.usage(
                                                "There is no migration '" + wanted + "'",
                                                "Near are: "
                                                        + String.join(
                                                                ", ", migrations.nearest(wanted))));
        var draft = DownDraft.of(migration.up().statements());
        if (global.console().json()) {
            var document = new LinkedHashMap<String, Object>();
            document.put("migration", migration.stem());
            document.put("down", draft.text());
            document.put("complete", draft.isComplete());
            global.console().document(document);
        } else {
            global.console().raw(draft.text());
        }
        if (draft.lines().isEmpty()) {
            global.console()
                    .note(Line.plain("There is nothing to undo in " + migration.stem() + "."));
        }
        return Exit.DONE;
    }

    private void report(NewMigrations.Created made) {
        var console = global.console();
        var folder = global.around().folder().toAbsolutePath().normalize();
        var files =
                made.files().stream()
                        .map(f -> f.startsWith(folder) ? folder.relativize(f) : f)
                        .map(Path::toString)
                        .toList();
        if (console.json()) {
            var document = new LinkedHashMap<String, Object>();
            document.put("version", made.version());
            document.put("format", made.format().id());
            document.put("files", files);
            document.put("down", made.down().text());
            document.put("downComplete", sql != null && made.down().isComplete());
            document.put("breaking", made.breaking());
            console.document(document);
        }
        files.forEach(f -> console.result(Line.good("made  " + f)));
        made.breaking().forEach(b -> console.result(Line.warning("breaking: it " + b)));
        downReport(made);
    }

    private void downReport(NewMigrations.Created made) {
        var console = global.console();
        if (sql == null) {
            console.result(Line.plain("Write its statements in place of the lines with TODO."));
            return;
        }
        if (!made.downIsWritten() && !made.down().lines().isEmpty()) {
            console.result(
                    Line.warning(
                            made.format().title()
                                    + " has no place here for what undoes it, which would be:"));
            made.down().text().lines().forEach(l -> console.result(Line.plain("  " + l)));
        } else if (!made.down().isComplete()) {
            console.result(
                    Line.warning(
                            "What undoes it does not follow from all of its statements: see the lines"
                                    + " with TODO."));
        }
    }
}
