package dev.signalbox.runtime.inbox;

import dev.signalbox.events.Event;
import dev.signalbox.events.Request.TakeSnapshot;
import dev.signalbox.events.codec.Decoded;
import dev.signalbox.runtime.store.Transaction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told to do; chokes on poison, dies of a crash. */
final class Notes implements EventHandler {

    static final String POISON = "poison";
    static final String CRASH = "crash";

    final List<String> passedOver = new CopyOnWriteArrayList<>();
    volatile boolean crashing = true;

    @Override
    public boolean concerns(Event event) {
        return event instanceof TakeSnapshot;
    }

    @Override
    public void handle(Transaction tx, ReceivedRecord record, Decoded.Understood understood) {
        var reason = String.valueOf(((TakeSnapshot) understood.event()).reason());
        note(tx, reason);
        if (reason.equals(POISON)) {
            throw new IllegalStateException("a bug that " + POISON + " brings out");
        }
        if (reason.equals(CRASH) && crashing) {
            throw new Killed();
        }
    }

    @Override
    public void refuse(Transaction tx, ReceivedRecord record, Decoded.Invalid invalid) {
        note(tx, "refused " + invalid.findings().getFirst().where());
    }

    @Override
    public void tick(Decoded.Understood understood) {
        passedOver.add("tick");
    }

    @Override
    public void unreadable(Transaction tx, ReceivedRecord record, Decoded.Unreadable unreadable) {
        passedOver.add(unreadable.reason());
    }

    @Override
    public void forged(Transaction tx, ReceivedRecord record, Decoded decoded) {
        note(tx, "forged");
    }

    private static void note(Transaction tx, String text) {
        tx.update("INSERT INTO note (text) VALUES (?)", text);
    }

    /** Stands for a killed process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
