package dev.signalbox.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.audit.AuditFixture;
import dev.signalbox.audit.Records;
import dev.signalbox.audit.domain.Entry;
import dev.signalbox.audit.domain.Standing;
import dev.signalbox.audit.domain.TrailQuery;
import dev.signalbox.events.PlanId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrailStoreTest {

    private static final String QUEUED = "dev.signalbox.run.queued.v1";
    private static final String TAKE = "dev.signalbox.snapshot.take.v1";
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final PlanId OTHER = PlanId.of("0197f000-0000-7000-8000-000000000009");

    static final List<TrailQuery> SINGLE_FILTERS =
            List.of(
                    query("kb", null, null, List.of(), null, null),
                    query(null, Records.PLAN.toString(), null, List.of(), null, null),
                    query(null, null, "alice", List.of(), null, null),
                    query(null, null, null, List.of(QUEUED), null, null),
                    query(null, null, null, List.of(QUEUED, TAKE), null, null),
                    query(null, null, null, List.of(), NOON, null),
                    query(null, null, null, List.of(), null, NOON),
                    TrailQuery.deadLetters(10));

    @TempDir Path folder;
    private AuditFixture audit;
    private final Records records = new Records();

    @BeforeEach
    void open() {
        at(NOON);
        audit.accept(records.request("1", "a"), records.fact("2", "kb", Records.PLAN));
        at(NOON.plusSeconds(10));
        audit.accept(
                records.fact("3", "shop", OTHER),
                records.record("signalbox.plans", new RecordHeaders(), null));
        at(NOON.plusSeconds(20));
        audit.accept(records.request("5", "a"), records.fact("6", "kb", OTHER));
    }

    private void at(Instant time) {
        audit = new AuditFixture(folder, Clock.fixed(time, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trail SET actor = 'mallory' WHERE trail_index = 1",
                "DELETE FROM trail",
                "DELETE FROM trail WHERE trail_index = 6",
                "INSERT OR REPLACE INTO trail SELECT * FROM trail WHERE trail_index = 1",
                "INSERT INTO trail (trail_index, recorded_at, kind, topic, record_partition,"
                        + " record_offset, record_time, standing)"
                        + " VALUES (8, 0, 'event', 't', 0, 0, 0, 'none')"
            })
    void trailIsOnlyEverAppendedTo(String change) {
        var before = audit.entries();

        assertThatThrownBy(() -> audit.sql(change))
                .hasMessageContaining("the trail is append-only");

        assertThat(audit.entries()).isEqualTo(before);
    }

    @Test
    void transactionThatFailsLeavesNoGap() {
        assertThatThrownBy(
                        () ->
                                audit.spine
                                        .store()
                                        .change(
                                                tx -> {
                                                    audit.trail.append(tx, deadLetter());
                                                    throw new IllegalStateException("killed");
                                                }))
                .hasMessage("killed");
        audit.accept(records.request("7", "a"));

        assertThat(audit.entries()).extracting(EntryView::index).endsWith(6L, 7L).hasSize(7);
        assertThat(audit.trail.last()).isEqualTo(7);
    }

    @Test
    void filtersFindWhatMatchesThemAll() {
        assertThat(found(query("kb", null, null, List.of(), null, null)))
                .containsExactly(1L, 2L, 5L, 6L);
        assertThat(found(query(null, OTHER.toString(), null, List.of(), null, null)))
                .containsExactly(3L, 6L);
        assertThat(found(query(null, null, "alice", List.of(), null, null)))
                .containsExactly(1L, 5L);
        assertThat(found(query(null, null, null, List.of(QUEUED), null, null)))
                .containsExactly(2L, 3L, 6L);
        assertThat(found(query(null, null, null, List.of(QUEUED, TAKE), null, null)))
                .containsExactly(1L, 2L, 3L, 5L, 6L);
        assertThat(found(query("kb", OTHER.toString(), null, List.of(QUEUED), NOON, null)))
                .containsExactly(6L);
        assertThat(found(query("kb", null, "alice", List.of(QUEUED), null, null))).isEmpty();
        assertThat(found(TrailQuery.deadLetters(10))).containsExactly(4L);
    }

    @Test
    void timesAreAHalfOpenRange() {
        assertThat(found(query(null, null, null, List.of(), NOON.plusSeconds(10), null)))
                .containsExactly(3L, 4L, 5L, 6L);
        assertThat(found(query(null, null, null, List.of(), null, NOON.plusSeconds(10))))
                .containsExactly(1L, 2L);
        assertThat(
                        found(
                                query(
                                        null,
                                        null,
                                        null,
                                        List.of(),
                                        NOON.plusSeconds(1),
                                        NOON.plusSeconds(20))))
                .containsExactly(3L, 4L);
        assertThat(found(query(null, null, null, List.of(), NOON.plusSeconds(21), null))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SINGLE_FILTERS")
    void singleFilterIsAnsweredFromAnIndexInOrder(TrailQuery query) {
        var plan =
                audit.spine
                        .store()
                        .read(
                                tx -> {
                                    var select = TrailSelect.of(tx, query).orElseThrow();
                                    return tx.query(
                                            "EXPLAIN QUERY PLAN " + select.sql(),
                                            row -> row.text("detail"),
                                            select.arguments());
                                });

        assertThat(plan)
                .anyMatch(step -> step.startsWith("SEARCH trail USING"))
                .noneMatch(step -> step.startsWith("SCAN"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @Test
    void pagesFollowOneAnotherWhileEntriesAreAdded() {
        var seen = new ArrayList<Long>();
        var page = audit.trail.find(TrailQuery.all(0, 2));
        while (page.more()) {
            page.entries().forEach(entry -> seen.add(entry.index()));
            if (seen.size() == 4) {
                audit.accept(records.request("late", "a"));
            }
            page = audit.trail.find(TrailQuery.all(seen.getLast(), 2));
        }
        page.entries().forEach(entry -> seen.add(entry.index()));

        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void pageEndsWhereItsDataIsTooMuch() {
        var large = "x".repeat(50_000);
        for (var n = 0; n < 100; n++) {
            audit.accept(records.request("large-" + n, large));
        }

        var first = audit.trail.find(TrailQuery.all(0, 500));
        var second = audit.trail.find(TrailQuery.all(first.entries().getLast().index(), 500));

        assertThat(first.more()).isTrue();
        assertThat(first.entries()).hasSizeBetween(80, 95);
        assertThat(second.more()).isFalse();
        assertThat(first.entries().size() + second.entries().size()).isEqualTo(106);
    }

    private List<Long> found(TrailQuery query) {
        return audit.trail.find(query).entries().stream().map(EntryView::index).toList();
    }

    private static TrailQuery query(
            @Nullable String database,
            @Nullable String plan,
            @Nullable String actor,
            List<String> types,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new TrailQuery(database, plan, actor, types, null, from, to, 0, 10);
    }

    private static Entry deadLetter() {
        return new Entry(
                Entry.Kind.DEAD_LETTER,
                new Entry.Place("signalbox.plans", 0, 99, Instant.EPOCH),
                null,
                Standing.NONE,
                null,
                "why");
    }
}
