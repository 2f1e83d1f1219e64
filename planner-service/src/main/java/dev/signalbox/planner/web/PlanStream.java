package dev.signalbox.planner.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.codec.Json;
import dev.signalbox.planner.domain.PlanState;
import dev.signalbox.planner.store.PlanJournal;
import dev.signalbox.planner.store.PlanStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A plan's events as server-sent events: what is in the journal, then what is added, until the plan
 * is at rest. Every wake-up reads the journal from the last position, so that nothing is missed or
 * told twice.
 */
final class PlanStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final PlanStore plans;
    private final PlanJournal journal;
    private final Sse sse;
    private final Runnable left;

    /**
     * @param left called once when the stream has ended, whoever ended it
     */
    PlanStream(PlanStore plans, PlanJournal journal, Sse sse, Runnable left) {
        this.plans = plans;
        this.journal = journal;
        this.sse = sse;
        this.left = left;
    }

    Multi<OutboundSseEvent> open(PlanId plan) {
        return Multi.createFrom().emitter(emitter -> new Watch(plan, emitter).begin());
    }

    /** An entry as watchers see it. */
    private record Shown(
            String type,
            @Nullable Instant time,
            String source,
            @Nullable Long sequence,
            @JsonRawValue String data) {

        static Shown of(PlanJournal.Entry entry) {
            return new Shown(
                    entry.type(), entry.time(), entry.source(), entry.sequence(), entry.data());
        }
    }

    private final class Watch implements PlanJournal.Watcher {

        private final PlanId plan;
        private final MultiEmitter<? super OutboundSseEvent> emitter;
        private final ScheduledFuture<?> heartbeat;
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicBoolean due = new AtomicBoolean();
        private final Object turn = new Object();
        private long position;

        Watch(PlanId plan, MultiEmitter<? super OutboundSseEvent> emitter) {
            this.plan = plan;
            this.emitter = emitter;
            this.heartbeat =
                    Infrastructure.getDefaultWorkerPool()
                            .scheduleAtFixedRate(
                                    () -> emitter.emit(sse.newEventBuilder().comment("").build()),
                                    HEARTBEAT.toMillis(),
                                    HEARTBEAT.toMillis(),
                                    TimeUnit.MILLISECONDS);
        }

        void begin() {
            emitter.onTermination(this::end);
            journal.watch(plan, this);
            more();
        }

        /** Whoever reads next reads all: of many that are added at once, one look is enough. */
        @Override
        public void more() {
            if (due.compareAndSet(false, true)) {
                Infrastructure.getDefaultExecutor().execute(this::readOn);
            }
        }

        @Override
        public void tick(PlanJournal.Entry tick) {
            emitter.emit(event(tick));
        }

        private void readOn() {
            synchronized (turn) {
                due.set(false);
                if (ended.get()) {
                    return;
                }
                // The state first: the events that led to it are then surely in what is read next.
                var state = plans.view(plan).map(PlanStore.View::state);
                for (var entry : journal.after(plan, position)) {
                    emitter.emit(event(entry));
                    position = entry.position();
                }
                if (state.filter(PlanState::isAtRest).isPresent()) {
                    emitter.emit(
                            sse.newEventBuilder()
                                    .name("end")
                                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                                    .data("{\"state\":\"" + state.get() + "\"}")
                                    .build());
                    emitter.complete();
                    end();
                }
            }
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                heartbeat.cancel(false);
                journal.leave(plan, this);
                left.run();
            }
        }

        private OutboundSseEvent event(PlanJournal.Entry entry) {
            return sse.newEventBuilder()
                    .name(entry.type())
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(new String(Json.write(Shown.of(entry)), StandardCharsets.UTF_8))
                    .build();
        }
    }
}
