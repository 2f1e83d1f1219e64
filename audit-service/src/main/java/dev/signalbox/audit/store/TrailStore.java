package dev.signalbox.audit.store;

import dev.signalbox.audit.domain.Entry;
import dev.signalbox.audit.domain.TrailQuery;
import dev.signalbox.events.Actor;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The trail: entries one after the other, without gaps, never changed. */
public final class TrailStore {

    /** Most data that is read for one page; the entry that exceeds it begins the next one. */
    static final long MOST_PAGE_BYTES = 4L * 1024 * 1024;

    // A clock that is put back must not put an entry before its predecessor.
    private static final String INSERT =
            "INSERT INTO trail (trail_index, recorded_at, kind, topic, record_partition,"
                    + " record_offset, record_time, type, source, event_id, event_time, database_id,"
                    + " plan, causation, sequence, actor, actor_kind, standing, data, data_sha256,"
                    + " data_bytes, reason) SELECT coalesce(max(trail_index), 0) + 1,"
                    + " max(?1, coalesce((SELECT recorded_at FROM trail ORDER BY trail_index DESC"
                    + " LIMIT 1), 0)), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
                    + " ?16, ?17, ?18, ?19, ?20, ?21 FROM trail";

    private final Store store;
    private final Clock clock;

    public TrailStore(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param more entries follow that match too
     */
    public record Page(List<EntryView> entries, boolean more) {

        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** Puts an entry behind the last one. */
    public void append(Transaction tx, Entry entry) {
        var subject = entry.subject();
        var envelope = subject == null ? null : subject.envelope();
        var actor =
                envelope == null || envelope.actor().equals(Actor.UNKNOWN)
                        ? null
                        : envelope.actor();
        // As text: writers may give any year, and nothing is looked up by it.
        var time = envelope == null || envelope.time() == null ? null : envelope.time().toString();
        var data = entry.data();
        tx.update(
                INSERT,
                clock.instant(),
                entry.kind().wire(),
                entry.place().topic(),
                entry.place().partition(),
                entry.place().offset(),
                entry.place().timestamp(),
                subject == null ? null : subject.type().wireName(),
                envelope == null ? null : envelope.source(),
                envelope == null ? null : envelope.id(),
                time,
                subject == null ? null : subject.database(),
                subject == null ? null : subject.plan(),
                envelope == null ? null : envelope.causation(),
                envelope == null ? null : envelope.sequence(),
                actor == null ? null : actor.id(),
                actor == null ? null : actor.kind().wire(),
                entry.standing().wire(),
                data == null ? null : data.json(),
                data == null ? null : data.sha256(),
                data == null ? null : data.bytes(),
                entry.reason());
    }

    /**
     * Puts an entry behind the last one, unless the record at its place has one already. For
     * records without an identity.
     *
     * @return whether it is new
     */
    public boolean appendOnce(Transaction tx, Entry entry) {
        var place = entry.place();
        var known =
                tx.first(
                        "SELECT 1 AS x FROM trail WHERE topic = ? AND record_partition = ? AND"
                                + " record_offset = ? AND record_time = ? AND kind <> 'event'",
                        row -> row.integer("x"),
                        place.topic(),
                        place.partition(),
                        place.offset(),
                        place.timestamp());
        if (known.isPresent()) {
            return false;
        }
        append(tx, entry);
        return true;
    }

    /** The index of the last entry; 0 when there is none. */
    public long last() {
        return store.read(
                        tx ->
                                tx.first(
                                        "SELECT coalesce(max(trail_index), 0) AS n FROM trail",
                                        row -> row.number("n")))
                .orElse(0L);
    }

    /** The size of the whole store in bytes. */
    public long bytes() {
        return store.read(
                        tx ->
                                tx.first(
                                        "SELECT page_count * page_size AS n FROM"
                                                + " pragma_page_count(), pragma_page_size()",
                                        row -> row.number("n")))
                .orElse(0L);
    }

    /** The entries that match, by index. */
    public Page find(TrailQuery query) {
        return store.read(tx -> find(tx, query));
    }

    private static Page find(Transaction tx, TrailQuery query) {
        var select = TrailSelect.of(tx, query);
        if (select.isEmpty()) {
            return new Page(List.of(), false);
        }
        var budget = new PageBudget(MOST_PAGE_BYTES);
        var rows = tx.query(select.get().sql(), budget::read, select.get().arguments());
        var entries = rows.stream().flatMap(Optional::stream).limit(query.limit()).toList();
        return new Page(entries, rows.size() > entries.size());
    }
}
