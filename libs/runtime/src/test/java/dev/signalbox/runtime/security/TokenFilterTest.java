package dev.signalbox.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.runtime.RuntimeConfig;
import dev.signalbox.runtime.web.Activity;
import dev.signalbox.runtime.web.ApiProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFilterTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("token");
        Files.writeString(file, TOKEN + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + TOKEN, "bearer " + TOKEN, "BEARER  " + TOKEN + " "})
    void tokenLetsInAsTheLocalUser(String header) {
        var request = new FakeRequest(header);

        filter().filter(request.context());

        assertThat(request.answer()).isEmpty();
        assertThat(request.security().getUserPrincipal().getName())
                .isEqualTo("local:" + System.getProperty("user.name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                TOKEN,
                "Basic " + TOKEN,
                "Bearer 0123456789abcdef0123456789abcdee",
                "Bearer " + TOKEN + TOKEN,
                "Bearer 0123456789ABCDEF0123456789ABCDEF",
                "Bearer é😀"
            })
    void anythingElseIsTurnedAway(String header) {
        var request = new FakeRequest(header);

        filter().filter(request.context());

        var answer = request.answer().orElseThrow();
        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(((ApiProblem) answer.getEntity()).message())
                .isEqualTo("The token is not the one of this Signalbox");
        assertThat(answer.getEntity().toString()).doesNotContain(TOKEN);
    }

    @Test
    void requestWithoutATokenIsToldHowToShowOne() {
        var request = new FakeRequest(null);

        filter().filter(request.context());

        var problem = (ApiProblem) request.answer().orElseThrow().getEntity();
        assertThat(problem.message()).isEqualTo("The request shows no token");
        assertThat(problem.remedy()).contains("Authorization: Bearer");
    }

    @Test
    void missingOrGuessableTokenStopsTheStart() throws Exception {
        Files.writeString(file, "secret");
        assertThatThrownBy(this::filter)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("shorter than 32");

        Files.delete(file);
        assertThatThrownBy(this::filter)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("signalbox start");
    }

    private TokenFilter filter() {
        return new TokenFilter(
                new Given<>(new LocalToken(new Configured(file))), new Given<>(new Activity()));
    }

    private record Configured(Path tokenFile) implements RuntimeConfig {

        @Override
        public Path folder() {
            return Path.of(".");
        }

        @Override
        public Path trustedKeys() {
            return Path.of("none");
        }

        @Override
        public Topics topics() {
            throw new UnsupportedOperationException("The filter needs no topics");
        }
    }
}
