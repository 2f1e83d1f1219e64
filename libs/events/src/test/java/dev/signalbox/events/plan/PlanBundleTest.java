package dev.signalbox.events.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.events.Actor;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Message;
import dev.signalbox.events.PlanEvent;
import dev.signalbox.events.Risk;
import dev.signalbox.events.SampleEvents;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanBundleTest {

    private static PlanDocument document(String sql, String sha256) {
        return new PlanDocument(
                SampleEvents.PLAN,
                SampleEvents.KB,
                "sqlite",
                "development",
                Goal.latest(),
                null,
                Actor.user("alice"),
                Instant.parse("2026-05-01T12:00:00Z"),
                new PlanDocument.Start("ff", List.of("001_a")),
                PlanDocument.Execution.of(Duration.ofMinutes(1), false),
                "1",
                "2",
                "1 migration",
                List.of(),
                Risk.LOW,
                new Estimate(Duration.ZERO, "nothing to do"),
                false,
                List.of(),
                List.of(new PlanDocument.BundledFile("002_b.sql", sha256, sql, null)),
                List.of(),
                null);
    }

    private static PlanDocument document(String sql) {
        return document(sql, Json.sha256(sql.getBytes(StandardCharsets.UTF_8)));
    }

    /** Readers of JSON have limits by default. */
    @Test
    void aScriptOfMoreThanTwentyMillionCharactersComesBack() throws IOException {
        var large = document("-- UP\nSELECT 1;\n".repeat(1_300_000));

        var read = PlanBundle.of(large).document();

        assertThat(read.files().getFirst().text()).hasSizeGreaterThan(20_000_000);
        assertThat(read).isEqualTo(large);
    }

    @Test
    void aBundleComesBackFromItsPartsWithTheSameHash() throws IOException {
        var large = document("\uFEFF-- UP\r\nSELECT 'ü\uD83D\uDE00';\n".repeat(40_000));
        var bundle = PlanBundle.of(large);

        var parts = bundle.parts(large);
        var joined = PlanBundle.join(parts.stream().map(PlanEvent.PlanPart::bytes).toList());

        assertThat(parts).hasSizeGreaterThan(2);
        assertThat(joined.hash()).isEqualTo(bundle.hash());
        assertThat(joined.document()).isEqualTo(large);
    }

    @Test
    void everyPartFitsIntoAnEvent() {
        var large = document("x".repeat(3_000_000));
        var codec = new EventCodec();

        for (var part : PlanBundle.of(large).parts(large)) {
            assertThat(codec.encode(new Message(SampleEvents.envelope(), part)).value().length)
                    .isLessThan(EventCodec.MAX_EVENT_BYTES);
        }
    }

    @Test
    void oneChangedByteInAScriptIsAnotherHash() {
        assertThat(PlanBundle.of(document("-- UP\nSELECT 1;")).hash())
                .isNotEqualTo(PlanBundle.of(document("-- UP\nSELECT 2;")).hash());
    }

    @Test
    void aFileThatIsNotWhatItsDigestSaysIsRefused() {
        var bundle = PlanBundle.of(document("-- UP\nSELECT 1;", "00".repeat(32)));

        assertThatThrownBy(bundle::document)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("002_b.sql");
    }
}
