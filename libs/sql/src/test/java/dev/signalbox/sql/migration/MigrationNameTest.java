package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MigrationNameTest {

    @ParameterizedTest
    @CsvSource({
        "001_create_users.sql, 001, create_users",
        "20260101120000-add-email.SQL, 20260101120000, add-email",
        "1.2.10_x.sql, 1.2.10, x",
        "1.0.0-rc.1_big_change.sql, 1.0.0-rc.1, big_change",
        "1.0.0-rc.1-big-change.sql, 1.0.0-rc.1, big-change",
        "1.0.0-BETA2_x.sql, 1.0.0-BETA2, x",
        "1.0.0-alpha_x.sql, 1.0.0-alpha, x",
        "1.0.0-dev-tools.sql, 1.0.0, dev-tools",
        "1.0.0-add_users.sql, 1.0.0, add_users",
        "1__x.sql, 1, _x",
        "3_наименование 😀.sql, 3, наименование 😀"
    })
    void versionAndNameAreRead(String fileName, String version, String name) {
        MigrationName read = MigrationName.parse(fileName).orElseThrow();

        assertThat(read.version()).hasToString(version);
        assertThat(read.name()).isEqualTo(name);
        assertThat(read.fileName()).isEqualTo(fileName);
        assertThat(read.stem()).isEqualTo(fileName.substring(0, fileName.length() - 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users.sql",
                "V1__users.sql",
                "001.sql",
                "001_.sql",
                "_x.sql",
                "1.0.0-rc1.sql",
                "1._x.sql",
                "1-rc1_x.sql",
                ".sql",
                "001_x.txt",
                "001 x.sql"
            })
    void withoutVersionOrNameThereIsNoMigrationName(String fileName) {
        assertThat(MigrationName.parse(fileName)).isEmpty();
    }
}
