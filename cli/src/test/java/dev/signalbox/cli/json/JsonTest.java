package dev.signalbox.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void whatIsReadIsWrittenAgain() throws IOException {
        var text = "{\"a\":[1,2.5,true,null,\"ü\\n\"],\"b\":{},\"c\":12345678901234567890}";

        assertThat(Json.write(Json.read(text))).isEqualTo(text);
    }

    @Test
    void whatIsNotThereIsEmptyNotAnError() throws IOException {
        var node = Json.read("{\"a\":[{\"b\":\"c\"}]}");

        assertThat(node.get("x").get("y").text()).isEmpty();
        assertThat(node.number("x")).isZero();
        assertThat(node.items("x")).isEmpty();
        assertThat(node.items("a").getFirst().text("b", "-")).isEqualTo("c");
        assertThat(node.text("a", "-")).isEqualTo("-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,", "{} {}", "nothing", "{\"a\"}", "[1 2]"})
    void whatIsNotJsonIsAnError(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IOException.class);
    }
}
