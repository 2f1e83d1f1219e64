package dev.signalbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    private static final Path BASE = Path.of("/project");

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:data/kb.db, /project/data/kb.db",
        "JDBC:SQLITE:kb.db, /project/kb.db",
        "sqlite:./kb.db, /project/kb.db",
        "sqlite:../kb.db, /kb.db",
        "sqlite:kb.db, /project/kb.db",
        "sqlite:///var/kb.db, /var/kb.db",
        "jdbc:sqlite:/var/kb.db, /var/kb.db",
        "jdbc:sqlite:file:data/kb%20one.db?mode=rw, /project/data/kb one.db",
        "jdbc:sqlite:file:///var/kb.db, /var/kb.db",
        "jdbc:sqlite:kb.db?journal_mode=WAL&busy_timeout=5, /project/kb.db",
        "' jdbc:sqlite:wissen/größe.db ', /project/wissen/größe.db",
    })
    void fileIsFound(String url, String file) {
        assertThat(DatabaseAddress.parse(url, BASE))
                .isEqualTo(new SqliteFile(Path.of(file), ForeignKeys.UNSPECIFIED));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:a.db?foreign_keys=on, ON",
        "jdbc:sqlite:a.db?cache=shared&FOREIGN_KEYS=True, ON",
        "jdbc:sqlite:a.db?foreign_keys=0, OFF",
        "jdbc:sqlite:a.db?, UNSPECIFIED",
    })
    void enforcementIsWhatTheUrlSays(String url, ForeignKeys expected) {
        assertThat(DatabaseAddress.parse(url, BASE))
                .isEqualTo(new SqliteFile(Path.of("/project/a.db"), expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kb.db",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite::resource:kb.db",
                "sqlite:",
                "mysql://host/db",
                "jdbc:sqlite:a.db?foreign_keys=maybe",
                "jdbc:sqlite:a.db?key=secret",
                "jdbc:sqlite:file:%zz",
                "jdbc:sqlite:a\0b"
            })
    void whatNamesNoFileIsRefusedWithARemedy(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url, BASE))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.INVALID_ADDRESS);
                            assertThat(e.remedy()).isNotBlank();
                        });
    }

    @Test
    void secretsDoNotReachTheMessage() {
        assertThatThrownBy(
                        () ->
                                DatabaseAddress.parse(
                                        "oracle://scott:tiger@host/x?password=p4", BASE))
                .hasMessageNotContaining("tiger")
                .hasMessageNotContaining("p4");
        assertThatThrownBy(() -> DatabaseAddress.parse("jdbc:sqlite:a.db?key=s3cret", BASE))
                .hasMessageNotContaining("s3cret");
    }
}
