package dev.signalbox.executor.store;

import dev.signalbox.events.Moment;
import dev.signalbox.events.RunId;
import dev.signalbox.events.codec.Json;
import dev.signalbox.executor.domain.Examination;
import dev.signalbox.runtime.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The reports of examinations, kept as long as their runs. */
public final class ExaminationStore {

    private final Store store;

    public ExaminationStore(Store store) {
        this.store = store;
    }

    /** In place of an earlier one of the same step, which was tried again. */
    public void keep(RunId run, Examination examination) {
        store.change(
                tx ->
                        tx.update(
                                "INSERT INTO examination (run, step, moment, document) VALUES (?,"
                                        + " ?, ?, ?) ON CONFLICT (run, step) DO UPDATE SET document"
                                        + " = excluded.document",
                                run,
                                examination.step().ordinal(),
                                examination.moment() == Moment.BEFORE ? "before" : "after",
                                new String(Json.write(examination), StandardCharsets.UTF_8)));
    }

    /** In the order of their steps. */
    public List<Examination> of(RunId run) {
        return store.read(
                tx ->
                        tx.query(
                                "SELECT document FROM examination WHERE run = ? ORDER BY step",
                                row -> read(row.text("document")),
                                run));
    }

    /** What was found before the run changed anything. */
    public Optional<Examination> before(RunId run) {
        return of(run).stream().filter(e -> e.moment() == Moment.BEFORE).findFirst();
    }

    private static Examination read(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), Examination.class);
        } catch (IOException e) {
            throw new IllegalStateException("An examination in the executor's store", e);
        }
    }
}
