package dev.signalbox.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.server.StreamItem.Broken;
import dev.signalbox.cli.server.StreamItem.End;
import dev.signalbox.cli.server.StreamItem.Event;
import dev.signalbox.cli.server.StreamItem.Heartbeat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndWillDo(String end) throws IOException {
        var stream =
                stream(
                        "\uFEFFevent: t\ndata: {\"a\":\ndata:1}\nid: 7\nretry: 5\n\n:alive\n\nevent: end\ndata: {\"state\":\"FAILED\"}\n\n"
                                .replace("\n", end));

        assertThat(stream.next())
                .isInstanceOfSatisfying(
                        Event.class,
                        e -> {
                            assertThat(e.type()).isEqualTo("t");
                            assertThat(e.content().number("a")).isEqualTo(1);
                        });
        assertThat(stream.next()).isEqualTo(new Heartbeat());
        assertThat(stream.next()).isEqualTo(new End("FAILED"));
        assertThat(stream.next()).isEqualTo(new Broken());
    }

    @Test
    void whatIsUnfinishedAtTheEndDoesNotCount() throws IOException {
        assertThat(stream("event: end\ndata: {\"state\":\"COMPLETED\"}\n").next())
                .isEqualTo(new Broken());
        assertThat(stream("").next()).isEqualTo(new Broken());
    }

    @Test
    void dataThatIsNoJsonIsPassedOver() throws IOException {
        var stream = stream("data: {\n\nevent: only\n\ndata: {\"type\":\"t\"}\n\n");

        assertThat(stream.next())
                .isInstanceOfSatisfying(Event.class, e -> assertThat(e.type()).isEqualTo("t"));
    }

    @Test
    void aLineWithoutEndIsNotReadForEver() {
        assertThatThrownBy(() -> stream("data: " + "x".repeat(9 * 1024 * 1024)).next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("8 MiB");
    }

    private static EventStream stream(String text) {
        return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
