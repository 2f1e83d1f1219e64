package dev.signalbox.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Actor;
import dev.signalbox.events.Event;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Message;
import dev.signalbox.events.Request;
import dev.signalbox.events.SampleEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();

    static Stream<Event> events() {
        return SampleEvents.all().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventComesBackAsItWasWritten(Event event) {
        var written = codec.encode(new Message(SampleEvents.envelope(), event));

        var read = codec.decode(headers(written), written.value());

        assertThat(read).isInstanceOf(Decoded.Understood.class);
        var understood = (Decoded.Understood) read;
        assertThat(understood.event()).isEqualTo(event);
        assertThat(understood.envelope()).isEqualTo(SampleEvents.envelope());
        assertThat(understood.digest()).isEqualTo(EventCodec.digest(event));
    }

    @Test
    void structuredEventIsReadLikeABinaryOne() {
        var json =
                """
                {"specversion":"1.0","id":"r-1","source":"/ops/alice","type":"dev.signalbox.plan.request.v1",
                 "subject":"kb","datacontenttype":"application/json","authtype":"user","authid":"alice",
                 "data":{"database":"kb","goal":{"migrateTo":"latest"},"reason":"release 42"}}""";

        var read = structured(json);

        assertThat(read)
                .isInstanceOfSatisfying(
                        Decoded.Understood.class,
                        u -> {
                            assertThat(u.event())
                                    .isEqualTo(
                                            new Request.RequestPlan(
                                                    SampleEvents.KB,
                                                    null,
                                                    Goal.latest(),
                                                    null,
                                                    "release 42"));
                            assertThat(u.envelope().actor()).isEqualTo(Actor.user("alice"));
                            assertThat(u.digest()).isEqualTo(EventCodec.digest(u.event()));
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"database":"kb","goal":{"migrateTo":7}}                        | goal.migrateTo
                    {"database":"kb","goal":{}}                                     | goal
                    {"database":"kb","goal":{"migrateTo":"latest"},"optoins":{}}    | data
                    {"database":"k b","goal":{"migrateTo":"latest"}}                | database
                    {"goal":{"migrateTo":"latest"}}                                 | data
                    {"database":"kb","goal":{"migrateTo":"latest"},"options":{"timeout":"soon"}} | options.timeout
                    {"database":"kb","goal":{"migrateTo":"latest"},"options":{"force":"yes"}}    | options.force
                    """)
    void wrongFieldOfARequestIsNamed(String data, String where) {
        var read = binary("dev.signalbox.plan.request.v1", data);

        assertThat(read)
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        i ->
                                assertThat(i.findings())
                                        .anySatisfy(f -> assertThat(f.where()).startsWith(where)));
    }

    @Test
    void everyWrongFieldHasItsOwnFinding() {
        var read =
                binary(
                        "dev.signalbox.plan.request.v1",
                        "{\"database\":7,\"goal\":{\"migrateTo\":true},\"reason\":[]}");

        assertThat(((Decoded.Invalid) read).findings())
                .extracting(f -> f.where())
                .contains("database", "goal.migrateTo", "reason");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null x", "[1,2", "\u0000", "{\"a\":1}}"})
    void dataThatIsNotJsonIsUnreadable(String data) {
        assertThat(binary("dev.signalbox.plan.request.v1", data))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void unknownTypeIsUnreadableAndNamed() {
        assertThat(binary("dev.signalbox.plan.begged.v1", "{}"))
                .isEqualTo(
                        new Decoded.Unreadable(
                                "Unknown type 'dev.signalbox.plan.begged.v1'; see docs/asyncapi.yaml"));
    }

    @Test
    void recordsThatAreNoEventsAreUnreadable() {
        var badHeader = binaryHeaders("dev.signalbox.plan.request.v1");
        badHeader.add("ce_authid", new byte[] {(byte) 0xC3, 0x28});

        assertThat(
                        List.of(
                                codec.decode(new RecordHeaders(), null),
                                codec.decode(new RecordHeaders(), utf8("hello")),
                                codec.decode(new RecordHeaders(), utf8("{}")),
                                codec.decode(badHeader, utf8("{}")),
                                codec.decode(
                                        binaryHeaders("dev.signalbox.plan.request.v1"),
                                        new byte[EventCodec.MAX_EVENT_BYTES + 1]),
                                structured("{\"specversion\":\"1.0\"}"),
                                structured("[]"),
                                structured("not json"),
                                structured(
                                        "{\"specversion\":\"9\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"x\"}")))
                .allSatisfy(d -> assertThat(d).isInstanceOf(Decoded.Unreadable.class));
    }

    @Test
    void attributesThatMakeNoSenseAreUnreadable() {
        var longActor = binaryHeaders("dev.signalbox.snapshot.take.v1");
        longActor.add("ce_authid", utf8("x".repeat(EventCodec.MAX_HEADER_BYTES)));
        var noSource = binaryHeaders("dev.signalbox.snapshot.take.v1");
        noSource.remove("ce_source").add("ce_source", utf8(""));
        var negative = binaryHeaders("dev.signalbox.snapshot.take.v1");
        negative.add("ce_sequence", utf8("-1"));

        assertThat(List.of(longActor, noSource, negative))
                .allSatisfy(
                        h ->
                                assertThat(codec.decode(h, utf8("{\"database\":\"kb\"}")))
                                        .isInstanceOf(Decoded.Unreadable.class));
    }

    @Test
    void subjectThatContradictsTheDataIsUnreadable() {
        var headers = binaryHeaders("dev.signalbox.snapshot.take.v1");
        headers.add("ce_subject", utf8("other"));

        assertThat(codec.decode(headers, utf8("{\"database\":\"kb\"}")))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void factsMayGrowFieldsThatThisReaderDoesNotKnow() {
        var read =
                binary(
                        "dev.signalbox.run.queued.v1",
                        """
                        {"plan":"0197f000-0000-7000-8000-000000000001","run":"0197f000-0000-7000-8000-000000000002",
                         "database":"kb","hash":"aa","steps":1,"newField":{"a":1}}""");

        assertThat(read).isInstanceOf(Decoded.Understood.class);
    }

    @Test
    void noBytesWhateverMakeTheCodecThrow() {
        var random = new Random(20260501);
        var template =
                codec.encode(new Message(SampleEvents.envelope(), SampleEvents.all().get(0)));
        for (var i = 0; i < 3000; i++) {
            var value = template.value().clone();
            for (var flips = 0; flips <= i % 4; flips++) {
                value[random.nextInt(value.length)] = (byte) random.nextInt(256);
            }
            var headers = headers(template);
            if (i % 3 == 0) {
                var noise = new byte[random.nextInt(40)];
                random.nextBytes(noise);
                headers.remove("ce_id").add(i % 2 == 0 ? "ce_id" : "content-type", noise);
            }

            assertThat(codec.decode(headers, value)).isNotNull();
        }
    }

    private Decoded structured(String json) {
        var headers = new RecordHeaders();
        headers.add("content-type", utf8("application/cloudevents+json; charset=UTF-8"));
        return codec.decode(headers, utf8(json));
    }

    private Decoded binary(String type, String data) {
        return codec.decode(binaryHeaders(type), utf8(data));
    }

    private static Headers binaryHeaders(String type) {
        var headers = new RecordHeaders();
        headers.add("ce_specversion", utf8("1.0"));
        headers.add("ce_id", utf8("1"));
        headers.add("ce_source", utf8("/ops/alice"));
        headers.add("ce_type", utf8(type));
        headers.add("content-type", utf8("application/json"));
        return headers;
    }

    private static Headers headers(KafkaEvent event) {
        var headers = new RecordHeaders();
        event.headers().forEach((name, text) -> headers.add(name, utf8(text)));
        return headers;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
