package dev.signalbox.sql.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.ChecksumVerdict.Matches;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, reading it ends with a migration or with findings. */
final class DamagedFileTest {

    private static final String VALID =
            """
            -- @metadata {
            --   "author": "ä😀", "estimatedDuration": 15, "risk": "low",
            --   "tags": ["a", "b"], "dependencies": ["000_base"]
            -- }
            -- UP
            PRAGMA foreign_keys=OFF;
            BEGIN;
            CREATE TABLE "a;" ([b] TEXT DEFAULT 'x''y', `c` BLOB DEFAULT x'00ff', d DEFAULT 1_0.5e-3);
            CREATE TRIGGER t AFTER INSERT ON "a;" BEGIN
              UPDATE "a;" SET d = CASE WHEN new.d > 0x1F THEN 1 ELSE 2 END; /* ; END; */
              SELECT 1; -- END;
            END;
            SAVEPOINT s; WITH q AS (SELECT 1) INSERT INTO "a;" SELECT * FROM q; RELEASE s;
            COMMIT;
            PRAGMA foreign_keys=ON;
            -- DOWN
            DROP TABLE "a;";
            """;
    private static final byte[] BYTES = VALID.getBytes(UTF_8);

    private int read;

    @Test
    void cutAnywhereItIsReadOrRefused() {
        for (int length = 0; length <= BYTES.length; length++) {
            check(Arrays.copyOf(BYTES, length), "cut at " + length);
        }

        assertThat(read).isBetween(1, BYTES.length - 1);
    }

    @Test
    void withBytesChangedItIsReadOrRefused() {
        byte[] signs = "\0\r\n\"'`[](){}<>;-/*x_0?$@#:,.!\\^~".getBytes(UTF_8);
        for (int seed = 0; seed < 8_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = BYTES.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(bytes.length);
                boolean sign = random.nextBoolean();
                bytes[at] = sign ? signs[random.nextInt(signs.length)] : (byte) random.nextInt(256);
            }
            check(bytes, "seed " + seed);
        }

        assertThat(read).isBetween(1, 8_000);
    }

    @Test
    void withPiecesCutOutOrDoubledItIsReadOrRefused() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            int start = random.nextInt(VALID.length());
            int end = start + random.nextInt(VALID.length() - start);
            String changed =
                    random.nextBoolean()
                            ? VALID.substring(0, start) + VALID.substring(end)
                            : VALID.substring(0, end) + VALID.substring(start);
            check(changed.getBytes(UTF_8), "seed " + seed);
        }

        assertThat(read).isPositive();
    }

    private void check(byte[] bytes, String what) {
        switch (MigrationFileReader.read(new SourceFile("001_x.sql", bytes))) {
            case FileOutcome.Read(Migration migration) -> {
                read++;
                assertThat(migration.up().statements()).as(what).isNotEmpty();
                assertThat(migration.verify(migration.normalised())).isEqualTo(new Matches());
            }
            case FileOutcome.Refused refused ->
                    assertThat(refused.findings())
                            .as(what)
                            .isNotEmpty()
                            .allSatisfy(found -> assertThat(found.message()).endsWith("."))
                            .allSatisfy(found -> assertThat(found.remedy()).isNotBlank());
        }
    }
}
