package dev.signalbox.sql.migration;

import static dev.signalbox.sql.migration.TestFiles.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.ChecksumVerdict.Differs;
import dev.signalbox.sql.ChecksumVerdict.Matches;
import dev.signalbox.sql.ChecksumVerdict.UnknownAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChecksumTest {

    private static final Migration ORIGINAL =
            migration(
                    "-- UP\nCREATE TABLE a(b,c);\nINSERT INTO a VALUES ('x y', 1);\n"
                            + "-- DOWN\nDROP TABLE a;\n");

    /** They are stored in databases: when this fails, a new algorithm id is due. */
    @Test
    void sumsOfAnAlgorithmNeverChange() {
        assertThat(ORIGINAL.raw())
                .hasToString(
                        "raw-sha256-1:"
                                + "0092bfd9faf28082bfd4e14328bd380dddb5289fe54c9857408dc54f6fe8f4af");
        assertThat(ORIGINAL.normalised())
                .hasToString(
                        "sqlite-tokens-sha256-1:"
                                + "a4ffd3362a816e0e692b2455ccc1be112dc927f0ecef2b1570b56d3321276c41");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- UP\r\nCREATE TABLE a(b,c);\r\nINSERT INTO a VALUES ('x y', 1);\r\n"
                        + "-- DOWN\r\nDROP TABLE a;\r\n",
                "\ufeff-- UP\nCREATE /* the */ TABLE a (\n  b, -- first\n  c\n);;\n"
                        + "INSERT INTO a VALUES('x y',1);\n-- DOWN\nDROP TABLE a",
                "-- @metadata {\"author\": \"b\"}\n-- UP\nCREATE TABLE a(b,c);"
                        + "INSERT INTO a VALUES ('x y', 1)\n  -- DOWN\nDROP TABLE a;\n",
            })
    void formAloneChangesOnlyTheRawSum(String text) {
        Migration changed = migration(text);

        assertThat(changed.verify(ORIGINAL.normalised())).isEqualTo(new Matches());
        assertThat(changed.verify(ORIGINAL.raw()))
                .isEqualTo(new Differs(ORIGINAL.raw(), changed.raw()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a(b,c);INSERT INTO a VALUES ('x  y', 1);\n-- DOWN\nDROP TABLE a;",
                "CREATE TABLE a(b,c);INSERT INTO a VALUES ('x y', 1);",
                "CREATE TABLE a(b,c);\n-- DOWN\nINSERT INTO a VALUES ('x y', 1);DROP TABLE a;",
                "CREATE TABLE A(b,c);INSERT INTO a VALUES ('x y', 1);\n-- DOWN\nDROP TABLE a;",
                "CREATE TABLE a(bc);INSERT INTO a VALUES ('x y', 1);\n-- DOWN\nDROP TABLE a;",
                "CREATE TABLE a(b,c) INSERT INTO a VALUES ('x y', 1);\n-- DOWN\nDROP TABLE a;",
            })
    void meaningChangesTheNormalisedSum(String text) {
        assertThat(migration("-- UP\n" + text).verify(ORIGINAL.normalised()))
                .isInstanceOf(Differs.class);
    }

    @Test
    void anUnknownAlgorithmIsNamedAndNothingIsGuessed() {
        assertThat(ORIGINAL.verify(new Checksum("tokens-blake3-9", "00")))
                .isInstanceOfSatisfying(
                        UnknownAlgorithm.class,
                        unknown ->
                                assertThat(unknown.message())
                                        .contains("tokens-blake3-9", "raw-sha256-1"));
    }
}
