package dev.signalbox.audit.store;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.signalbox.runtime.store.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is shown.
 *
 * @param index from 1, without gaps
 * @param recordedAt by the audit service's clock; never before that of an earlier entry
 * @param time by the writer, RFC 3339
 * @param type and whatever else the event says is absent where it could not be read
 * @param data JSON; absent over 60 KiB, of parts of plans, and of what could not be read
 * @param dataSha256 of the data, in hex
 */
public record EntryView(
        long index,
        Instant recordedAt,
        String kind,
        String topic,
        int partition,
        long offset,
        @Nullable String type,
        @Nullable String source,
        @Nullable String id,
        @Nullable String time,
        @Nullable String database,
        @Nullable String plan,
        @Nullable String causation,
        @Nullable Long sequence,
        @Nullable String actor,
        @Nullable String actorKind,
        String standing,
        @JsonRawValue @Nullable String data,
        @Nullable String dataSha256,
        @Nullable Long dataBytes,
        @Nullable String reason) {

    static EntryView of(Row row) {
        return new EntryView(
                row.number("trail_index"),
                row.instant("recorded_at"),
                row.text("kind"),
                row.text("topic"),
                row.integer("record_partition"),
                row.number("record_offset"),
                row.textOrNull("type"),
                row.textOrNull("source"),
                row.textOrNull("event_id"),
                row.textOrNull("event_time"),
                row.textOrNull("database_id"),
                row.textOrNull("plan"),
                row.textOrNull("causation"),
                row.numberOrNull("sequence"),
                row.textOrNull("actor"),
                row.textOrNull("actor_kind"),
                row.text("standing"),
                row.textOrNull("data"),
                row.textOrNull("data_sha256"),
                row.numberOrNull("data_bytes"),
                row.textOrNull("reason"));
    }
}
