package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import org.junit.jupiter.api.Test;

class FlywayReaderTest {

    private static final String ONE = "SELECT 1;";

    @Test
    void versionsAreNumbersWithDotsOrUnderscoresAndRepeatableOnesComeLast() {
        Project project =
                Project.of("V10__ten.sql", ONE)
                        .and("R__views.sql", ONE)
                        .and("V2_1__two_one.sql", ONE)
                        .and("deep/er/V2.0.5__two.sql", ONE)
                        .and("V20240131120000__time.SQL", ONE);

        assertThat(project.names())
                .containsExactly(
                        "2.0.5 two",
                        "2.1 two_one",
                        "10 ten",
                        "20240131120000 time",
                        "R:views views");
        assertThat(project.migrations().getLast().isRepeatable()).isTrue();
    }

    @Test
    void undoScriptIsTheDownOfItsVersion() {
        Project project =
                Project.of("V1_0__a.sql", "CREATE TABLE a (x);")
                        .and("U1__other.sql", "DROP TABLE a;");

        assertThat(TestFiles.texts(project.migration().down().statements()))
                .containsExactly("DROP TABLE a");
    }

    @Test
    void twoUndoScriptsOfOneVersionAreRefusedWithBothNamed() {
        Finding finding =
                Project.of("V1__a.sql", ONE)
                        .and("U1__a.sql", ONE)
                        .and("U1.0__b.sql", ONE)
                        .finding();

        assertThat(finding.code()).isEqualTo("two-downs");
        assertThat(finding.message()).contains("U1__a.sql", "U1.0__b.sql");
    }

    @Test
    void undoScriptAloneIsRefused() {
        assertThat(Project.of("V1__a.sql", ONE).and("U2__b.sql", ONE).refusals())
                .containsExactly("U2__b.sql down-without-up");
    }

    @Test
    void baselineIsBesideTheMigrationOfItsVersion() {
        LoadOutcome.Loaded loaded =
                Project.of("V1__a.sql", ONE)
                        .and("V2__b.sql", ONE)
                        .and("B2__both.sql", ONE)
                        .loaded();

        assertThat(loaded.migrations().inOrder())
                .extracting(Migration::name)
                .containsExactly("a", "b");
        assertThat(loaded.migrations().baselines())
                .extracting(Migration::name)
                .containsExactly("both");
    }

    @Test
    void placeholdersHaveTheirValuesWhateverTheirLetterCase() {
        Migration migration =
                Project.of(
                                "V1__a.sql",
                                "-- ${unknown} in a comment\n"
                                        + "CREATE TABLE ${table} (f TEXT DEFAULT '${flyway:filename}');\n"
                                        + "DROP TABLE ${TABLE};")
                        .with("Table", "users")
                        .migration();

        assertThat(Project.placed(migration.up().statements()))
                .containsExactly(
                        "2:1 CREATE TABLE users (f TEXT DEFAULT 'V1__a.sql')",
                        "3:1 DROP TABLE users");
    }

    @Test
    void missingPlaceholderIsRefusedAtItsPlaceWithTheRemedy() {
        Finding finding =
                Project.of("V1__a.sql", "SELECT 1;\nSELECT '${tabel}';")
                        .with("table", "users")
                        .finding();

        assertThat(finding)
                .returns("V1__a.sql", Finding::file)
                .returns("missing-placeholder", Finding::code)
                .returns("The placeholder tabel has no value.", Finding::message);
        assertThat(finding.position()).hasToString("2:9");
        assertThat(finding.remedy())
                .contains("Did you mean table?", "signalbox.yml", "placeholders.tabel");
    }

    @Test
    void whatIsWrongBehindAValueIsPlacedWhereTheFileHasIt() {
        Project project =
                Project.of("V1__a.sql", "SELECT ${x}, 'a' ${x} :b;\nSELECT 'open;")
                        .with("x", "'two\nlines'");

        assertThat(project.refusals()).containsExactly("V1__a.sql:2:8 sql-syntax");
        assertThat(
                        Project.of("V1__a.sql", "SELECT ${x}, 'a' ${x}, :b;\nSELECT 2;")
                                .with("x", "'two\nlines'")
                                .refusals())
                .containsExactly("V1__a.sql:1:24 unbound-parameter");
    }

    @Test
    void settingsBesideAScriptAreKept() {
        Migration migration =
                Project.of("V1__a.sql", "SELECT '${kept}';")
                        .and(
                                "V1__a.sql.conf",
                                "executeInTransaction=false\nplaceholderReplacement=false\n")
                        .migration();

        assertThat(migration.transactional()).isFalse();
        assertThat(TestFiles.texts(migration.up().statements()))
                .containsExactly("SELECT '${kept}'");
    }

    @Test
    void settingsThatCannotBeKeptAreRefused() {
        assertThat(
                        Project.of("V1__a.sql", ONE)
                                .and("V1__a.sql.conf", "encoding=ISO-8859-1\nshouldExecute=false")
                                .refusals())
                .containsExactly(
                        "V1__a.sql.conf script-settings", "V1__a.sql.conf script-settings");
    }

    @Test
    void callbacksAreHooksAndOthersAreNamed() {
        LoadOutcome.Loaded loaded =
                Project.of("V1__a.sql", ONE)
                        .and("afterMigrate__count.sql", "SELECT ${x};")
                        .and("beforeUndo.sql", ONE)
                        .and("beforeClean.sql", ONE)
                        .and("V1_typo.sql", ONE)
                        .with("x", "7")
                        .loaded();

        assertThat(loaded.hooks())
                .extracting(HookFile::event)
                .containsExactlyInAnyOrder(HookEvent.AFTER_RUN, HookEvent.BEFORE_ROLLBACK);
        assertThat(loaded.notices())
                .extracting(it -> it.file() + " " + it.code())
                .containsExactly("V1_typo.sql passed-over", "beforeClean.sql callback-passed-over");
    }

    @Test
    void sameVersionTwiceIsRefusedWithBothNamed() {
        assertThat(Project.of("V1__a.sql", ONE).and("V1.0__b.sql", ONE).finding().message())
                .contains("V1__a.sql", "V1.0__b.sql");
    }
}
