package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.foreign.ForeignChecksum;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Risk;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptingTest {

    private static final String USERS =
            "-- UP\nCREATE TABLE users (id INTEGER PRIMARY KEY);\n-- DOWN\nDROP TABLE users;\n";
    private static final String EMAIL = "-- UP\nALTER TABLE users ADD COLUMN email;\n";
    private static final String POSTS = "-- UP\nCREATE TABLE posts (id);\n";

    @TempDir private Path folder;
    private PlannedFolder project;

    @BeforeEach
    void twoOfThreeMigrationsWereAppliedElsewhere() throws SQLException {
        project =
                new PlannedFolder(folder)
                        .file("1_users.sql", USERS)
                        .file("2_email.sql", EMAIL)
                        .file("3_posts.sql", POSTS);
        project.sql("CREATE TABLE users (id INTEGER PRIMARY KEY)");
        project.sql("ALTER TABLE users ADD COLUMN email");
    }

    private void golangMigrateIsAt(String version, boolean dirty) throws SQLException {
        project.sql("CREATE TABLE schema_migrations (version uint64,dirty bool)");
        project.sql("CREATE UNIQUE INDEX version_unique ON schema_migrations (version)");
        project.sql(
                "INSERT INTO schema_migrations VALUES (%s, %d)".formatted(version, dirty ? 1 : 0));
    }

    private void flyway(String... rows) throws SQLException {
        project.sql(
                "CREATE TABLE flyway_schema_history (installed_rank INT NOT NULL PRIMARY KEY,"
                        + " version VARCHAR(50), description VARCHAR(200) NOT NULL, type"
                        + " VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL, checksum INT,"
                        + " installed_by VARCHAR(100) NOT NULL, installed_on TEXT NOT NULL,"
                        + " execution_time INT NOT NULL, success BOOLEAN NOT NULL)");
        for (var i = 0; i < rows.length; i++) {
            project.sql(
                    "INSERT INTO flyway_schema_history VALUES (%d, %s, 'ada',"
                                    .formatted(i + 1, rows[i])
                            + " '2024-01-02 03:04:05.678', 12, 1)");
        }
    }

    private static int crc(String text) {
        return ForeignChecksum.flywayCrc32(text.getBytes(StandardCharsets.UTF_8));
    }

    private Planned adopt() {
        return adopt(null, null, Options.DEFAULT);
    }

    private Planned adopt(@Nullable String from, @Nullable String baseline, Options options) {
        return project.adopt(new Goal.Adopt(from, baseline), options);
    }

    private static Options forced() {
        return PlannedFolder.options(null, null, true, null, null);
    }

    private static PlanDocument proposed(Planned planned) {
        assertThat(planned).as(() -> planned.toString()).isInstanceOf(Planned.Proposed.class);
        return ((Planned.Proposed) planned).plan();
    }

    private static List<Finding> refused(Planned planned) {
        assertThat(planned).as(() -> planned.toString()).isInstanceOf(Planned.Refused.class);
        return ((Planned.Refused) planned).findings();
    }

    private static List<String> adopted(PlanDocument plan) {
        return plan.steps().stream().map(s -> ((PlannedStep.Adopt) s).migration()).toList();
    }

    private static List<String> codes(PlanDocument plan) {
        return plan.warnings().stream().map(Finding::code).toList();
    }

    @Test
    void versionStandsForAllFilesUpToIt() throws SQLException {
        golangMigrateIsAt("2", false);

        var plan = proposed(adopt());

        assertThat(adopted(plan)).containsExactly("1_users", "2_email");
        assertThat(plan.toVersion()).isEqualTo("2");
        assertThat(plan.summary())
                .contains("2 migrations", "golang-migrate", "nothing runs", "what the files make");
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.steps()).allMatch(s -> s.risk().equals(Risk.LOW));
    }

    @Test
    void entriesCarryTimeAndNameOfWhoAppliedThem() throws SQLException {
        flyway(
                "'1', 'users', 'SQL', 'V1__users.sql', " + crc(USERS),
                "'2', 'email', 'SQL', 'V2__email.sql', " + crc(EMAIL));

        var plan = proposed(adopt("flyway", null, Options.DEFAULT));

        assertThat(plan.warnings()).isEmpty();
        var first = (PlannedStep.Adopt) plan.steps().getFirst();
        assertThat(first.appliedAt()).isEqualTo(Instant.parse("2024-01-02T03:04:05.678Z"));
        assertThat(first.duration()).isEqualTo(Duration.ofMillis(12));
        assertThat(first.appliedBy()).isEqualTo("ada");
        assertThat(first.from()).isEqualTo("Flyway (table flyway_schema_history)");
        assertThat(first.undo()).contains("DOWN");
    }

    @Test
    void changedFileAndOtherNameAreToldAndPassed() throws SQLException {
        flyway(
                "'1', 'users', 'SQL', 'V1__users.sql', 4711",
                "'2', 'telephone', 'SQL', 'V2__telephone.sql', " + crc(EMAIL));

        var plan = proposed(adopt());

        assertThat(codes(plan)).containsExactly("foreign-checksum-differs", "foreign-name-differs");
        assertThat(plan.warnings())
                .extracting(Finding::where)
                .containsExactly("1_users.sql", "2_email.sql");
        assertThat(plan.steps().getFirst().risk().level()).isEqualTo(Risk.Level.MEDIUM);
    }

    @Test
    void schemaThatIsNotWhatTheFilesMakeIsRefusedAndForced() throws SQLException {
        golangMigrateIsAt("2", false);
        project.sql("CREATE TABLE by_hand (id)");
        project.sql("ALTER TABLE users DROP COLUMN email");

        assertThat(refused(adopt()))
                .extracting(Finding::message)
                .anyMatch(it -> it.contains("table by_hand added"))
                .anyMatch(it -> it.contains("users.email removed"));
        var plan = proposed(adopt(null, null, forced()));
        assertThat(adopted(plan)).containsExactly("1_users", "2_email");
        assertThat(codes(plan)).containsOnly("schema-differs");
    }

    @Test
    void migrationThatCannotBeReplayedIsNamed() throws SQLException {
        project.file("2_email.sql", "-- UP\nALTER TABLE persons ADD COLUMN email;\n");
        golangMigrateIsAt("2", false);

        assertThat(refused(adopt()))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("replay-failed");
                            assertThat(finding.where()).isEqualTo("2_email");
                            assertThat(finding.message()).contains("persons");
                        });
    }

    @Test
    void dirtyHistoryIsRefusedWithItsRemedy() throws SQLException {
        golangMigrateIsAt("2", true);

        assertThat(refused(adopt()))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("foreign-history-half-done");
                            assertThat(finding.remedy()).contains("migrate force");
                        });
        assertThat(refused(adopt(null, null, forced())))
                .extracting(Finding::code)
                .containsExactly("foreign-history-half-done");
    }

    @Test
    void entryWithoutFileAndFileWithoutEntryAreTold() throws SQLException {
        project.file("1.5_between.sql", "-- UP\nCREATE TABLE between_them (id);\n");
        flyway(
                "'1', 'users', 'SQL', 'V1__users.sql', " + crc(USERS),
                "'1.2', 'gone', 'SQL', 'V1_2__gone.sql', 5",
                "'2', 'email', 'SQL', 'V2__email.sql', " + crc(EMAIL));

        var plan = proposed(adopt());

        assertThat(adopted(plan)).containsExactly("1_users", "2_email");
        assertThat(codes(plan))
                .containsExactly("foreign-entry-without-file", "foreign-file-not-applied");
        assertThat(plan.warnings().getLast().where()).isEqualTo("1.5_between.sql");
    }

    @Test
    void killedHalfWayItIsFinishedByTheNextAdoption() throws SQLException {
        golangMigrateIsAt("2", false);
        project.carryOut(adopt(), 1);

        var rest = adopt();
        assertThat(refused(project.plan("latest")))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("foreign-history-not-adopted");
                            assertThat(finding.message()).contains("2_email is not on record");
                        });
        assertThat(adopted(proposed(rest))).containsExactly("2_email");
        project.carryOut(rest, 1);

        var nothing = proposed(adopt());
        assertThat(nothing.steps()).isEmpty();
        assertThat(nothing.summary()).contains("Nothing to do", "on record");
    }

    @Test
    void onlyWhatTheHistoryDoesNotHaveRunsAfterwards() throws SQLException {
        golangMigrateIsAt("2", false);
        project.carryOut(adopt(), 2);
        adopt();

        var plan = proposed(project.plan("latest"));

        assertThat(plan.steps())
                .filteredOn(PlannedStep.ApplyScript.class::isInstance)
                .extracting(s -> ((PlannedStep.ApplyScript) s).migration())
                .containsExactly("3_posts");
    }

    @Test
    void whatWasAdoptedAndUndoneRunsAgain() throws SQLException {
        golangMigrateIsAt("1", false);
        project.sql("ALTER TABLE users DROP COLUMN email");
        project.carryOut(adopt(), 1);
        project.sql(
                "UPDATE _migration_history SET reverted_by = 99 WHERE migration_id = '1_users'");
        adopt();

        var plan = proposed(project.plan("1"));

        assertThat(plan.steps()).filteredOn(PlannedStep.ApplyScript.class::isInstance).hasSize(1);
    }

    @Test
    void severalHistoriesAskWhichOne() throws SQLException {
        golangMigrateIsAt("2", false);
        flyway("'1', 'users', 'SQL', 'V1__users.sql', " + crc(USERS));

        assertThat(refused(adopt()))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("several-foreign-histories");
                            assertThat(finding.message())
                                    .contains("flyway_schema_history", "golang-migrate");
                        });
        assertThat(adopted(proposed(adopt("golang-migrate", null, Options.DEFAULT)))).hasSize(2);
        assertThat(adopted(proposed(adopt("SCHEMA_MIGRATIONS", null, Options.DEFAULT)))).hasSize(2);
        assertThat(refused(adopt("prisma", null, Options.DEFAULT)))
                .extracting(Finding::code)
                .containsExactly("no-foreign-history");
    }

    @Test
    void noHistoryPointsToTheBaseline() {
        assertThat(refused(adopt()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("--baseline"));
    }

    @Test
    void databaseThatIsNotThereIsRefused() {
        var nowhere = new PlannedFolder(folder.resolve("elsewhere")).file("1_users.sql", USERS);

        assertThat(refused(nowhere.adopt(new Goal.Adopt(null, "1"), Options.DEFAULT)))
                .extracting(Finding::code)
                .containsExactly("no-database");
    }

    @Test
    void baselineTakesTheFilesUpToItWhenTheSchemaIsTheirs() {
        assertThat(refused(adopt(null, "1", Options.DEFAULT)))
                .extracting(Finding::code)
                .containsExactly("schema-differs");

        var plan = proposed(adopt(null, "2_email", Options.DEFAULT));

        assertThat(adopted(plan)).containsExactly("1_users", "2_email");
        project.carryOut(new Planned.Proposed(plan, PlanState.PROPOSED), 2);
        assertThat(proposed(project.plan("latest")).toVersion()).isEqualTo("3");
    }

    @Test
    void baselineWithoutFileStandsForAllThatIsNotAboveIt() {
        project.file("2.7_later.sql", "-- UP\nCREATE TABLE later (id);\n");
        var planned = adopt(null, "2.5", Options.DEFAULT);

        var plan = proposed(planned);
        assertThat(adopted(plan)).containsExactly("baseline-2.5");
        assertThat(codes(plan))
                .containsExactly("below-baseline", "below-baseline", "schema-not-compared");
        project.carryOut(planned, 1);

        var up = proposed(project.plan("latest"));
        assertThat(up.steps())
                .filteredOn(PlannedStep.ApplyScript.class::isInstance)
                .extracting(s -> ((PlannedStep.ApplyScript) s).migration())
                .containsExactly("2.7_later", "3_posts");
    }

    @Test
    void baselineThatIsNoVersionIsRefused() {
        assertThat(refused(adopt(null, "two", Options.DEFAULT)))
                .extracting(Finding::code)
                .containsExactly("unknown-version");
    }

    @Test
    void baselineOfFlywayWithoutFileIsTakenOver() throws SQLException {
        flyway(
                "'0.9', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>', NULL",
                "'1', 'users', 'SQL', 'V1__users.sql', " + crc(USERS));

        var plan = proposed(adopt());

        assertThat(adopted(plan)).containsExactly("baseline-0.9", "1_users");
        assertThat(codes(plan)).containsExactly("schema-not-compared");
    }

    @Test
    void upIsRefusedWhileAHistoryIsNotAdopted() throws SQLException {
        golangMigrateIsAt("2", false);
        adopt();

        assertThat(refused(project.plan("latest")))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("foreign-history-not-adopted");
                            assertThat(finding.remedy()).contains("signalbox adopt kb");
                        });
    }
}
