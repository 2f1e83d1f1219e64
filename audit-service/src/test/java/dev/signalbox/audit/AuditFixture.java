package dev.signalbox.audit;

import dev.signalbox.audit.domain.TrailQuery;
import dev.signalbox.audit.messaging.AuditHandler;
import dev.signalbox.audit.messaging.TrailWriter;
import dev.signalbox.audit.store.EntryView;
import dev.signalbox.audit.store.PositionStore;
import dev.signalbox.audit.store.TrailStore;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.events.signing.SigningKey;
import dev.signalbox.events.signing.TrustedKeys;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import dev.signalbox.runtime.outbox.Publisher;
import dev.signalbox.runtime.security.ServiceKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.sqlite.SQLiteDataSource;

/** The audit service without its container: a real store, and a list instead of the broker. */
public final class AuditFixture implements Publisher {

    public final List<KafkaEvent> sent = new ArrayList<>();
    public final ServiceSpine spine;
    public final TrailStore trail;
    public final PositionStore positions;
    public final TrailWriter writer;
    public final ServiceKeys keys;
    private final SQLiteDataSource source = new SQLiteDataSource();

    public AuditFixture(Path folder, Clock clock) {
        source.setUrl("jdbc:sqlite:" + folder.resolve("audit.db"));
        source.setJournalMode("WAL");
        source.setSynchronous("FULL");
        source.setTransactionMode("IMMEDIATE");
        spine = new ServiceSpine("audit", source, this, new SimpleMeterRegistry(), clock);
        trail = new TrailStore(spine.store(), clock);
        positions = new PositionStore(spine.store());
        var key = SigningKey.generate();
        keys = new ServiceKeys(key, TrustedKeys.of("planner", key.publicKey()));
        writer =
                new TrailWriter(
                        spine.inbox(new AuditHandler(spine, trail, positions, keys)), positions);
    }

    public void accept(ReceivedRecord... records) {
        try {
            writer.accept(List.of(records));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<EntryView> entries() {
        return trail.find(TrailQuery.all(0, 500)).entries();
    }

    public void sql(String statement) {
        spine.store().change(tx -> tx.update(statement));
    }

    @Override
    public CompletableFuture<Void> send(KafkaEvent event) {
        sent.add(event);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
