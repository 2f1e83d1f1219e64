package dev.signalbox.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.migration.MigrationLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fixes in real files. */
class FixingTest {

    private static final Set<String> NONE = Set.of();
    private static final String CHILD =
            "-- UP\r\nCREATE TABLE c (\r\n  id INTEGER PRIMARY KEY,\r\n  u INTEGER REFERENCES c (id)\r\n);\r\n";

    @TempDir Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Analysis analyse() {
        return new Analyser(RuleLevels.DEFAULT).analyse(new MigrationLoader().readFolder(folder));
    }

    private List<Fixing.Outcome> fix(Analysis analysis, Set<String> applied) throws IOException {
        return new Fixing(folder, applied).apply(analysis);
    }

    @Test
    void lineEndsAndByteOrderMarkStay() throws IOException {
        var file = write("001_a.sql", "\ufeff" + CHILD);

        var outcomes = fix(analyse(), NONE);

        assertThat(outcomes).allMatch(o -> o instanceof Fixing.Outcome.Applied).hasSize(1);
        assertThat(Files.readString(file))
                .isEqualTo("\ufeff" + CHILD + "CREATE INDEX idx_c_u ON c (u);\r\n");
        assertThat(fix(analyse(), NONE)).isEmpty();
    }

    @Test
    void statementWithoutSemicolonGetsOne() throws IOException {
        var file = write("001_a.sql", CHILD.replace(");\r\n", ")"));

        fix(analyse(), NONE);

        assertThat(Files.readString(file)).endsWith(");\r\nCREATE INDEX idx_c_u ON c (u);");
        assertThat(analyse().diagnoses())
                .noneMatch(d -> d.fix() != null && d.rule().startsWith("un"));
    }

    @Test
    void appliedMigrationsFileStays() throws IOException {
        var file = write("001_a.sql", CHILD);

        var outcomes = fix(analyse(), Set.of("001_a"));

        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Fixing.Outcome.Left.class,
                        left -> assertThat(left.why()).contains("applied"));
        assertThat(Files.readString(file)).isEqualTo(CHILD);
    }

    @Test
    void pairsAndForeignFormatsAreMendedInTheirOwnFiles() throws IOException {
        var up = write("1_a.up.sql", CHILD.substring("-- UP\r\n".length()));
        var down = write("1_a.down.sql", "DROP TABLE c;\n-- signalbox:ignore drop-table old\n");

        var outcomes = fix(analyse(), NONE);

        assertThat(outcomes).hasSize(2).allMatch(o -> o instanceof Fixing.Outcome.Applied);
        assertThat(Files.readString(up)).endsWith("CREATE INDEX idx_c_u ON c (u);\r\n");
        assertThat(Files.readString(down)).isEqualTo("DROP TABLE c;\n");
        assertThat(fix(analyse(), NONE)).isEmpty();
    }

    @Test
    void fileThatWasChangedMeanwhileStays() throws IOException {
        var file = write("001_a.sql", CHILD);
        var analysis = analyse();
        write("001_a.sql", "-- UP\nSELECT 1;\n");

        assertThat(fix(analysis, NONE)).allMatch(o -> o instanceof Fixing.Outcome.Left);
        assertThat(Files.readString(file)).isEqualTo("-- UP\nSELECT 1;\n");
    }

    @Test
    void allFixesOfARebuildTogetherLeaveNothingToFix() throws IOException {
        write(
                "001_a.sql",
                """
                -- UP
                CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);
                CREATE INDEX idx_p_a ON p (a);
                CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id) ON DELETE CASCADE);
                """);
        var file =
                write(
                        "002_b.sql",
                        """
                        -- UP
                        CREATE TABLE IF NOT EXISTS p_new (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT CHECK (a <> ''));
                        INSERT INTO p_new (id, a) SELECT id, a FROM p;
                        DROP TABLE p;
                        ALTER TABLE p_new RENAME TO p;
                        """);

        fix(analyse(), NONE);

        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        -- UP
                        PRAGMA foreign_keys=OFF;
                        CREATE TABLE p_new (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT CHECK (a <> ''));
                        INSERT INTO p_new (id, a) SELECT id, a FROM p;
                        DELETE FROM sqlite_sequence WHERE name = 'p_new';
                        INSERT INTO sqlite_sequence (name, seq) SELECT 'p_new', seq FROM sqlite_sequence WHERE name = 'p';
                        DROP TABLE p;
                        ALTER TABLE p_new RENAME TO p;
                        CREATE INDEX idx_p_a ON p (a);
                        """);
        assertThat(fix(analyse(), NONE)).isEmpty();
    }
}
