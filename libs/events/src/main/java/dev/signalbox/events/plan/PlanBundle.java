package dev.signalbox.events.plan;

import dev.signalbox.events.Bytes;
import dev.signalbox.events.PlanEvent;
import dev.signalbox.events.codec.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan with every file that it runs, as canonical JSON (RFC 8785). The SHA-256 of these bytes is
 * the plan's hash: what was approved is byte for byte what runs.
 */
public final class PlanBundle {

    /** So that a part, in base64 and with its envelope, stays under an event's limit. */
    static final int PART_BYTES = 320 * 1024;

    private final byte[] content;
    private final String hash;

    private PlanBundle(byte[] content) {
        this.content = content;
        this.hash = Json.sha256(content);
    }

    public static PlanBundle of(PlanDocument document) {
        return new PlanBundle(Json.canonicalOf(document));
    }

    public static PlanBundle of(byte[] content) {
        return new PlanBundle(content.clone());
    }

    /** Puts parts together that are complete and in order. */
    public static PlanBundle join(List<Bytes> parts) {
        var whole = new ByteArrayOutputStream();
        parts.forEach(part -> whole.writeBytes(part.toArray()));
        return new PlanBundle(whole.toByteArray());
    }

    /** SHA-256 in hex. */
    public String hash() {
        return hash;
    }

    public byte[] content() {
        return content.clone();
    }

    /**
     * @throws IOException when the bytes are no plan, or a file in it is not what its digest says
     */
    public PlanDocument document() throws IOException {
        var document = Json.read(content, PlanDocument.class);
        for (var file : document.files()) {
            var found = Json.sha256(file.content());
            if (!found.equals(file.sha256())) {
                throw new IOException(
                        "%s in plan %s has digest %s, not %s"
                                .formatted(file.path(), document.plan(), found, file.sha256()));
            }
        }
        return document;
    }

    public List<PlanEvent.PlanPart> parts(PlanDocument document) {
        var count = Math.max(1, (content.length + PART_BYTES - 1) / PART_BYTES);
        var parts = new ArrayList<PlanEvent.PlanPart>(count);
        for (var i = 0; i < count; i++) {
            var end = Math.min(content.length, (i + 1) * PART_BYTES);
            parts.add(
                    new PlanEvent.PlanPart(
                            document.plan(),
                            document.database(),
                            hash,
                            i + 1,
                            count,
                            Bytes.copyOf(content, i * PART_BYTES, end)));
        }
        return parts;
    }
}
