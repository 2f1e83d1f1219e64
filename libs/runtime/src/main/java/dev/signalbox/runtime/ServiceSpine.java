package dev.signalbox.runtime;

import dev.signalbox.events.Event;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.runtime.inbox.EventHandler;
import dev.signalbox.runtime.inbox.Inbox;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.outbox.Outbox;
import dev.signalbox.runtime.outbox.OutboxRelay;
import dev.signalbox.runtime.outbox.Publisher;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.StoreSchema;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * What carries a service: its store, the way in and the way out. It needs no container, so that
 * tests crash and restart a service in milliseconds.
 */
public final class ServiceSpine implements AutoCloseable {

    private static final int MOST_TICKS = 64;

    private final String service;
    private final Store store;
    private final EventCodec codec = new EventCodec();
    private final Publisher publisher;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ThreadPoolExecutor ticks;
    private final List<Inbox> inboxes = new CopyOnWriteArrayList<>();

    /** Brings the store's schema to this version at once. */
    public ServiceSpine(
            String service,
            DataSource dataSource,
            Publisher publisher,
            MeterRegistry meters,
            Clock clock) {
        this.service = service;
        this.store = new Store(dataSource);
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
        // Kafka's producer blocks for seconds while it cannot reach the cluster: ticks are dropped
        // then.
        this.ticks =
                new ThreadPoolExecutor(
                        0,
                        1,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_TICKS),
                        Thread.ofPlatform().name(service + "-ticks").daemon(true).factory(),
                        new ThreadPoolExecutor.DiscardPolicy());
        StoreSchema.migrate(store, service);
        this.relay = new OutboxRelay(service, store, publisher);
        this.outbox = new Outbox(service, codec, clock, relay::wake);
        Gauge.builder("signalbox.outbox.waiting", this, ServiceSpine::waiting)
                .tag("service", service)
                .register(meters);
    }

    public String service() {
        return service;
    }

    public Store store() {
        return store;
    }

    public Outbox outbox() {
        return outbox;
    }

    public Clock clock() {
        return clock;
    }

    public MeterRegistry meters() {
        return meters;
    }

    public Inbox inbox(EventHandler handler) {
        var inbox = new Inbox(service, store, codec, handler, meters, clock);
        inboxes.add(inbox);
        return inbox;
    }

    /** Sends a tick soon; it may be lost, and never holds up what it tells of. */
    public void tick(Event event, Cause cause) {
        ticks.execute(() -> publisher.send(outbox.tick(event, cause)));
    }

    /** Sends what a crash left in the outbox, and everything that is added. */
    public void start() {
        inboxes.forEach(Inbox::forgetOld);
        relay.start();
        relay.wake();
    }

    /** Sends what is waiting now, on this thread. */
    public void drain() throws InterruptedException {
        relay.drain();
    }

    /** Events that wait to be sent. */
    public long waiting() {
        return store.read(Outbox::waiting);
    }

    /** Why the service cannot do its part now; empty when it can. */
    public List<String> troubles() {
        var troubles = new ArrayList<String>();
        for (var inbox : inboxes) {
            inbox.stalledSince()
                    .ifPresent(
                            since -> troubles.add("the store has refused events since " + since));
        }
        return troubles;
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        relay.close();
        publisher.close();
    }
}
