package dev.signalbox.sql.migration;

import static dev.signalbox.sql.migration.TestFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationLoaderTest {

    private static final String UP = "-- UP\nSELECT 1;";

    private final MigrationLoader loader = new MigrationLoader();

    @Test
    void folderIsReadWithoutItsSubfoldersAndOtherFiles(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("010_b.sql"), UP);
        Files.writeString(folder.resolve("9_a.SQL"), UP);
        Files.writeString(folder.resolve("notes.txt"), "no SQL");
        Files.writeString(folder.resolve("._010_b.sql"), "\0");
        Files.createDirectory(folder.resolve("011_folder.sql"));
        Files.writeString(Files.createDirectory(folder.resolve("old")).resolve("001_c.sql"), UP);

        assertThat(stems(loader.readFolder(folder))).containsExactly("9_a", "010_b");
    }

    @Test
    void hiddenLinksThatLeadRoundArePassedOver(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("1_a.sql"), UP);
        Files.createSymbolicLink(folder.resolve("..data"), folder);

        assertThat(stems(loader.readFolder(folder))).containsExactly("1_a");
    }

    @Test
    void linksThatLeadRoundAreRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("1_a.sql"), UP);
        Files.createSymbolicLink(folder.resolve("round"), folder);

        assertThat(codes(loader.readFolder(folder))).containsExactly("unreadable");
    }

    @Test
    void linksToWhatIsGoneArePassedOver(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("1_a.sql"), UP);
        Files.createSymbolicLink(folder.resolve("2_b.sql"), folder.resolve("gone.sql"));

        assertThat(stems(loader.readFolder(folder))).containsExactly("1_a");
    }

    @Test
    void emptyFolderHasNoMigrations(@TempDir Path folder) {
        assertThat(stems(loader.readFolder(folder))).isEmpty();
    }

    @Test
    void missingFolderIsAFinding(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "");

        assertThat(codes(loader.readFolder(folder.resolve("none")))).containsExactly("no-folder");
        assertThat(codes(loader.readFolder(file))).containsExactly("no-folder");
    }

    @Test
    void filesAboveTheLimitAreRefusedHoweverTheyCome(@TempDir Path folder) throws IOException {
        MigrationLoader small = new MigrationLoader(20);
        String large = UP + " ".repeat(20);
        Files.writeString(folder.resolve("1_a.sql"), large);
        Files.writeString(folder.resolve("2_b.sql"), UP);

        assertThat(codes(small.readFolder(folder))).containsExactly("file-too-large");
        assertThat(codes(small.read(List.of(file("1_a.sql", large)))))
                .containsExactly("file-too-large");
    }

    @Test
    void allFindingsOfAllFilesAreCollectedInOrder() {
        LoadOutcome outcome =
                loader.read(
                        List.of(
                                file("2_b.sql", ""),
                                file("users.sql", UP),
                                file("1_a.sql", "-- UP\nBEGIN;\nVACUUM;\nSELECT 1;"),
                                needing("3_c.sql", "2", "4")));

        assertThat(findings(outcome))
                .extracting(found -> found.file() + " " + found.code())
                .containsExactly(
                        "1_a.sql transaction-control",
                        "1_a.sql outside-transaction",
                        "2_b.sql empty-file",
                        "3_c.sql missing-dependency",
                        "users.sql file-name");
    }

    @Test
    void filesOfTheSameVersionAreAllNamed() {
        LoadOutcome outcome =
                loader.read(
                        List.of(
                                file("1_a.sql", UP),
                                file("001-b.sql", UP),
                                file("1.0_c.sql", ""),
                                file("2_d.sql", UP)));

        assertThat(findings(outcome))
                .filteredOn(finding -> finding.code().equals("duplicate-version"))
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("001-b.sql, 1.0_c.sql, 1_a.sql");
    }

    @Test
    void samePathTwiceIsRefused() {
        assertThat(codes(loader.read(List.of(file("1_a.sql", UP), file("1_a.sql", UP)))))
                .containsExactly("duplicate-path");
    }

    @Test
    void dependenciesAreNamedByVersionStemOrFile() {
        LoadOutcome outcome =
                loader.read(
                        List.of(
                                needing("1_a.sql", "4"),
                                needing("2_b.sql", "3_c", "1_a.sql"),
                                file("3_c.sql", UP),
                                needing("4_d.sql", "03"),
                                file("5_e.sql", UP)));

        assertThat(stems(outcome)).containsExactly("3_c", "4_d", "1_a", "2_b", "5_e");
    }

    @Test
    void missingDependencyIsRefusedWithWhatWasMeant() {
        LoadOutcome outcome =
                loader.read(List.of(file("1_users.sql", UP), needing("2_b.sql", "1_user")));

        assertThat(findings(outcome))
                .singleElement()
                .returns("missing-dependency", Finding::code)
                .returns("Did you mean 1_users?", Finding::remedy)
                .extracting(Finding::position)
                .hasToString("1:32");
    }

    @Test
    void dependencyOnItselfIsRefused() {
        assertThat(codes(loader.read(List.of(needing("1_a.sql", "1.0")))))
                .containsExactly("self-dependency");
    }

    @Test
    void everyCycleIsNamedWithItsFilesInOrder() {
        LoadOutcome outcome =
                loader.read(
                        List.of(
                                needing("1_a.sql", "3"),
                                needing("2_b.sql", "1"),
                                needing("3_c.sql", "2"),
                                needing("4_d.sql", "1"),
                                needing("5_e.sql", "4", "6"),
                                needing("6_f.sql", "5")));

        assertThat(findings(outcome))
                .extracting(Finding::message)
                .containsExactly(
                        "Migrations need each other in a circle: 1_a.sql needs 3_c.sql needs"
                                + " 2_b.sql needs 1_a.sql.",
                        "Migrations need each other in a circle: 5_e.sql needs 6_f.sql needs"
                                + " 5_e.sql.");
        assertThat(findings(outcome).getLast().position()).hasToString("1:37");
    }

    @Test
    void tenThousandMigrationsInAChainArePutInOrder() {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            files.add(needing(i + "_m.sql", String.valueOf(i + 1)));
        }
        files.add(file("10001_m.sql", UP));

        assertThat(stems(loader.read(files))).hasSize(10_001).startsWith("10001_m").endsWith("1_m");
    }

    private static SourceFile needing(String name, String... dependencies) {
        String list = String.join("\", \"", dependencies);
        return file(name, "-- @metadata {\"dependencies\": [\"" + list + "\"]}\n" + UP);
    }

    private static List<String> stems(LoadOutcome outcome) {
        assertThat(outcome).isInstanceOf(LoadOutcome.Loaded.class);
        MigrationSet migrations = ((LoadOutcome.Loaded) outcome).migrations();
        return migrations.inOrder().stream().map(Migration::stem).toList();
    }

    private static List<String> codes(LoadOutcome outcome) {
        return findings(outcome).stream().map(Finding::code).toList();
    }

    private static List<Finding> findings(LoadOutcome outcome) {
        assertThat(outcome).isInstanceOf(LoadOutcome.Refused.class);
        return ((LoadOutcome.Refused) outcome).findings();
    }
}
