package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.RestoreOutcome;
import dev.signalbox.database.RestoreRequest;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The copy that the backup service laid ready and checked becomes the database. */
final class RestoreStep {

    private RestoreStep() {}

    /**
     * @param staged the copy; removed once it is not needed any more
     * @param snapshot how the record names it
     */
    static StepEnd restore(Turn turn, String staged, String fingerprint, String snapshot)
            throws IOException, InterruptedException, DatabaseSession.HeldElsewhereException {
        var copy = Path.of(staged);
        if (!isBesideTheDatabase(turn, copy)) {
            return new StepEnd.Failed(
                    StepFailure.of(
                            "What is to be restored is said to lie at "
                                    + staged
                                    + ", where no copy for this database is laid",
                            "See who writes to signalbox.backups. Nothing was read or changed;"
                                    + " retry asks the backup service again."));
        }
        setAsideIfUnreadable(turn);
        var request =
                new RestoreRequest(
                        copy,
                        fingerprint(fingerprint),
                        snapshot,
                        turn.plan().reason(),
                        turn.session().waitPolicy(),
                        turn.cutShort(),
                        turn.scripts().context());
        var outcome =
                turn.session()
                        .<RestoreOutcome>change(
                                held -> held.restore(request),
                                o -> o instanceof RestoreOutcome.Lost);
        return switch (outcome) {
            case RestoreOutcome.Restored done -> {
                remove(copy);
                yield new StepEnd.Done(
                        new StepResult(
                                done.duration(), 0, false, done.after().toString(), done.proof()));
            }
            case RestoreOutcome.RestoredBefore done -> {
                remove(copy);
                yield new StepEnd.Done(StepResult.before());
            }
            case RestoreOutcome.Interrupted cut -> new StepEnd.CutShort();
            case RestoreOutcome.NotRestored not -> {
                // Who tries again asks for another copy.
                remove(copy);
                yield new StepEnd.Failed(StepFailure.of(not.problem(), not.remedy()));
            }
            case RestoreOutcome.Lost lost -> new StepEnd.Failed(Failures.of(lost.overtaken()));
        };
    }

    /** An event names the path, and events can be forged: any other file is not to be touched. */
    private static boolean isBesideTheDatabase(Turn turn, Path copy) {
        return switch (turn.session().database().address()) {
            case DatabaseAddress.SqliteFile database -> {
                var name = "." + database.file().getFileName() + ".restore-";
                yield copy.isAbsolute()
                        && copy.equals(database.file().resolveSibling(name + turn.header().run()));
            }
        };
    }

    /** A plan for a database that could not be read was forced; what is there is kept beside it. */
    private static void setAsideIfUnreadable(Turn turn) {
        if (!turn.plan().execution().force()) {
            return;
        }
        try (var reader = turn.session().database().openReader()) {
            reader.observe();
        } catch (DatabaseException e) {
            switch (e.reason()) {
                case CORRUPT, NOT_A_DATABASE, LEDGER_DAMAGED -> {
                    var unused = turn.session().database().setAside(turn.plan().plannedAt());
                }
                default -> {
                    // Whatever else it is, taking the hold says it.
                }
            }
        }
    }

    private static Fingerprint fingerprint(String text) {
        var colon = text.indexOf(':');
        return new Fingerprint(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Of a copy that is not there any more nothing is left to remove. */
    static void remove(@Nullable Path copy) throws IOException {
        if (copy == null) {
            return;
        }
        for (var suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
            Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + suffix));
        }
    }
}
