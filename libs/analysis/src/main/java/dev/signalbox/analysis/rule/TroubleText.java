package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.SqlError;
import dev.signalbox.analysis.replay.Trouble;
import dev.signalbox.analysis.replay.Trouble.What;
import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.sql.StatementKind.DropColumn;
import java.util.List;

/** Says what the replay met. */
final class TroubleText {

    static final RuleDescription SQL_ERROR =
            RuleDescription.error(
                    "sql-error",
                    "A statement that SQLite refuses: it is parsed, and run on the schema that the"
                            + " migrations before it make",
                    "The run fails and is rolled back.",
                    "Correct the statement.");
    static final RuleDescription DROP_COLUMN_IN_USE =
            RuleDescription.error(
                    "drop-column-in-use",
                    "DROP COLUMN of a column that an index, a view, a trigger, a constraint or a"
                            + " key uses",
                    "SQLite refuses it when it runs.",
                    "Drop the index, view or trigger first and create it anew after; where a"
                            + " constraint of the table uses the column, rebuild the table.");
    static final RuleDescription NEEDS_EXISTING =
            RuleDescription.warning(
                    "needs-existing-schema",
                    "A statement that needs a table which no migration makes",
                    "On an empty database it fails; where the database has the table before its"
                            + " first migration, nothing is wrong. What follows from it is not"
                            + " checked.",
                    "Correct the name; or begin with a migration that makes what is there; or"
                            + " suppress this.");
    static final RuleDescription BY_ROWS =
            RuleDescription.warning(
                    "fails-on-new-database",
                    "A statement that a constraint stops on the rows that the migrations themselves"
                            + " bring along",
                    "On a new database the run fails.",
                    "Let it find its rows, or bring them along.");
    static final RuleDescription NOT_TRIED =
            RuleDescription.info(
                    "not-tried",
                    "A statement that was stopped because it ran too long on an empty database",
                    "Whether it works is not known.",
                    "Try it on a copy.");
    static final RuleDescription DOWN_FAILS =
            RuleDescription.error(
                    "down-fails",
                    "A DOWN section that SQLite refuses right after its UP section",
                    "The way back fails when it is needed.",
                    "Correct the statement.");
    static final RuleDescription NOT_RESTORED =
            RuleDescription.warning(
                    "down-does-not-restore",
                    "A DOWN section that leaves another schema than there was before UP",
                    "After the way back the schema is one that no version has.",
                    "Undo everything that UP does, in the opposite order.");
    static final RuleDescription UP_AGAIN_FAILS =
            RuleDescription.warning(
                    "up-fails-after-down",
                    "An UP section that fails when it runs again after its DOWN section",
                    "Once gone back, the migration cannot be applied again.",
                    "Let DOWN remove what UP makes.");

    static final List<RuleDescription> ALL =
            List.of(
                    SQL_ERROR,
                    DROP_COLUMN_IN_USE,
                    NEEDS_EXISTING,
                    BY_ROWS,
                    NOT_TRIED,
                    DOWN_FAILS,
                    NOT_RESTORED,
                    UP_AGAIN_FAILS);

    private TroubleText() {}

    static void report(Trouble trouble, List<Diagnosis> into) {
        switch (trouble) {
            case Trouble.UpFailed it -> upFailed(it, into);
            case Trouble.DownFailed it ->
                    new Reporter(DOWN_FAILS, into)
                            .at(
                                    Place.token(it.statement(), it.error().offset()),
                                    "After UP, this fails: " + it.error().message() + ".",
                                    Remedies.of(it.error(), it.statement(), DOWN_FAILS.remedy()),
                                    null);
            case Trouble.NotRestored it ->
                    new Reporter(NOT_RESTORED, into)
                            .at(
                                    it.statement(),
                                    "After UP and DOWN " + some(it.differences()) + ".");
            case Trouble.UpAgainFailed it ->
                    new Reporter(UP_AGAIN_FAILS, into)
                            .at(
                                    Place.token(it.statement(), it.error().offset()),
                                    "After DOWN, this fails: " + it.error().message() + ".");
        }
    }

    private static void upFailed(Trouble.UpFailed failed, List<Diagnosis> into) {
        SqlError error = failed.error();
        RuleDescription rule =
                switch (failed.what()) {
                    case What.Refused it -> isColumnInUse(failed) ? DROP_COLUMN_IN_USE : SQL_ERROR;
                    case What.MadeLater it -> SQL_ERROR;
                    case What.Misspelt it -> SQL_ERROR;
                    case What.NeedsExisting it -> NEEDS_EXISTING;
                    case What.ByRows it -> BY_ROWS;
                    case What.TooLong it -> NOT_TRIED;
                };
        String message =
                switch (failed.what()) {
                    case What.Refused it -> "SQLite refuses this: " + error.message() + ".";
                    case What.MadeLater it ->
                            "The %s %s is made only by %s, which comes later."
                                    .formatted(it.object(), it.name(), it.file());
                    case What.Misspelt it -> "There is no %s %s.".formatted(it.object(), it.name());
                    case What.NeedsExisting it ->
                            "The %s %s is made by no migration.".formatted(it.object(), it.name());
                    case What.ByRows it -> "On a new database this fails: " + error.message() + ".";
                    case What.TooLong it ->
                            "This was stopped after %d s on an empty database."
                                    .formatted(it.seconds());
                };
        String remedy =
                switch (failed.what()) {
                    case What.Refused it -> Remedies.of(error, failed.statement(), rule.remedy());
                    case What.MadeLater it ->
                            "Name that migration in \"dependencies\", or give this one a higher"
                                    + " version.";
                    case What.Misspelt it -> "Did you mean " + it.existing() + "?";
                    case What.NeedsExisting it -> rule.remedy();
                    case What.ByRows it -> rule.remedy();
                    case What.TooLong it -> rule.remedy();
                };
        new Reporter(rule, into)
                .at(
                        Place.token(failed.statement(), error.offset()),
                        message + hidden(failed.hidden()),
                        remedy,
                        null);
    }

    private static boolean isColumnInUse(Trouble.UpFailed failed) {
        String said = failed.error().message();
        return failed.statement().kind() instanceof DropColumn
                && (said.startsWith("error in") || said.startsWith("cannot drop"));
    }

    private static String hidden(Trouble.Hidden hidden) {
        if (hidden.statements() == 0) {
            return "";
        }
        String statements =
                hidden.statements() == 1 ? "1 statement" : hidden.statements() + " statements";
        int files = hidden.files().size();
        String where =
                files == 0
                        ? ""
                        : files == 1 ? " in 1 later file" : " in %d later files".formatted(files);
        return " Because of it, " + statements + where + " could not be checked.";
    }

    private static String some(List<String> differences) {
        int shown = Math.min(3, differences.size());
        String text = Identifiers.sentence(differences.subList(0, shown));
        int rest = differences.size() - shown;
        return rest == 0 ? text : text + " (and " + rest + " more)";
    }
}
