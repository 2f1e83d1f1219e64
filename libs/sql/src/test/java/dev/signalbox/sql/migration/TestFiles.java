package dev.signalbox.sql.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import dev.signalbox.sql.SqlStatement;
import java.util.List;

/** Short ways to read a text as a migration file. */
final class TestFiles {

    private TestFiles() {}

    static SourceFile file(String name, String text) {
        return new SourceFile(name, text.getBytes(UTF_8));
    }

    static Migration migration(String text) {
        FileOutcome outcome = MigrationFileReader.read(file("001_x.sql", text));
        assertThat(outcome).isInstanceOf(FileOutcome.Read.class);
        return ((FileOutcome.Read) outcome).migration();
    }

    static List<Finding> findings(byte[] bytes) {
        return switch (MigrationFileReader.read(new SourceFile("001_x.sql", bytes))) {
            case FileOutcome.Read read -> List.of();
            case FileOutcome.Refused refused -> refused.findings();
        };
    }

    /** Each finding as {@code line:column code}, or the code alone for those of the whole file. */
    static List<String> places(String text) {
        return places(text.getBytes(UTF_8));
    }

    static List<String> places(byte[] bytes) {
        return findings(bytes).stream().map(TestFiles::place).toList();
    }

    static List<String> texts(List<SqlStatement> statements) {
        return statements.stream().map(SqlStatement::text).toList();
    }

    private static String place(Finding finding) {
        return finding.position() == null
                ? finding.code()
                : finding.position() + " " + finding.code();
    }
}
