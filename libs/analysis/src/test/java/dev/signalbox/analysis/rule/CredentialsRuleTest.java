package dev.signalbox.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.analysis.Scripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials are found, never repeated, and what only looks like them is left alone. */
class CredentialsRuleTest {

    private static final String USERS =
            "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, password TEXT, api_key TEXT,"
                    + " password_hash TEXT);";

    // With a tilde in the middle, so that no scanner of this repository takes them for real ones.
    private static final String TAIL = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- AK~IAABCDEFGHIJKLMNOP",
                "-- gh~p_" + TAIL,
                "-- glp~at-" + TAIL,
                "-- sk_li~ve_" + TAIL,
                "-- -----BEGIN RSA PRIV~ATE KEY-----",
                "-- postgresql://app:hunter~2@db.example.com:5432/app",
                "-- Server=db;User=sa;Password=Sup~3rs3cret;",
                "-- AccountKey=" + TAIL + TAIL + "==",
                "UPDATE users SET password = 'hunt~er2secret' WHERE id = 1",
                "UPDATE users SET api_key = 'k3y-0123~4567' WHERE id = 1",
                "INSERT INTO users (id, name, password) VALUES (1, lower('A'), 'hunte~r2'), (2, 'b', 'x')"
            })
    void credentialIsFoundAndNotRepeated(String line) {
        var text = line.replace("~", "");
        var scripts = Scripts.of(USERS, text + "\n;SELECT 1;");

        var found = scripts.saying("credentials");

        assertThat(found).as(text).hasSize(1);
        assertThat(found.getFirst().line()).isEqualTo(2);
        assertThat(found.getFirst().finding().message() + found.getFirst().finding().remedy())
                .doesNotContain("hunter2", "Sup3rs3cret", "A1b2C3", "k3y-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- postgresql://user:pass@host/db",
                "-- postgresql://app:${DB_PASSWORD}@host/db",
                "-- see https://example.com:8080/path@2",
                "CREATE TABLE tokens (id INTEGER PRIMARY KEY, token TEXT DEFAULT 'none')",
                "UPDATE users SET password = '$2b$12$abcdefghijklmnopqrstuv' WHERE id = 1",
                "UPDATE users SET password = NULL WHERE id = 1",
                "INSERT INTO users (id, password_hash) VALUES (1, 'not a password')",
                "INSERT INTO users (id, password) VALUES (1, '5f4dcc3b5aa765d61d8327deb882cf99')",
                "INSERT INTO users (id, name) VALUES (1, 'password_reset_token')",
                "SELECT 1 FROM users WHERE name = 'secret'",
                "-- AKIAIOSFODNN7EXAMPLE"
            })
    void whatOnlyLooksLikeOneIsLeftAlone(String line) {
        assertThat(Scripts.of(USERS, line + "\n;SELECT 1;").saying("credentials")).isEmpty();
    }

    @Test
    void itIsSuppressedLikeEveryOther() {
        assertThat(
                        Scripts.of(
                                        USERS,
                                        "-- signalbox:ignore credentials of the test server\n"
                                                + "UPDATE users SET password = 'hunter2secret' WHERE id = 1;")
                                .rules())
                .isEmpty();
    }
}
