package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway itself reads what is written for it. */
class FlywayExportTest {

    @TempDir private Path folder;
    private PlannedFolder project;

    @BeforeEach
    void filesOfFlyway() {
        project =
                new PlannedFolder(folder)
                        .file("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);\n")
                        .file("V1_1__ada's_email.sql", "ALTER TABLE users ADD COLUMN email;\r\n")
                        .file("R__names.sql", "CREATE VIEW IF NOT EXISTS names AS SELECT 1;\n");
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource("jdbc:sqlite:" + folder.resolve("kb.db"), "", "")
                .locations("filesystem:" + folder)
                .load();
    }

    private void leave() throws SQLException {
        var leaving = project.leave();
        assertThat(leaving.findings()).isEmpty();
        assertThat(leaving.renames()).isEmpty();
        project.sql(Objects.requireNonNull(leaving.sql()));
    }

    private List<String> seen() {
        return Arrays.stream(flyway().info().all())
                .map(i -> i.getState() + " " + i.getVersion() + " " + i.getDescription())
                .toList();
    }

    private void appliedHere() {
        List.of("V1__users", "V1_1__ada's_email", "R__names").forEach(project::apply);
    }

    @Test
    void flywayFindsEverythingAppliedAndNothingToDo() throws SQLException {
        appliedHere();

        leave();

        flyway().validate();
        assertThat(seen())
                .containsExactly(
                        MigrationState.SUCCESS + " 1 users",
                        MigrationState.SUCCESS + " 1.1 ada's email",
                        MigrationState.SUCCESS + " null names");
        assertThat(flyway().migrate().migrationsExecuted).isZero();
        project.file("V2__more.sql", "CREATE TABLE more (id);\n");
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
    }

    @Test
    void tableThatIsThereGetsWhatIsMissing() throws SQLException {
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(3);
        project.carryOut(project.adopt(new Goal.Adopt(null, null), Options.DEFAULT), 3);
        assertThat(project.leave().sql()).doesNotContain("CREATE TABLE", "INSERT", "DELETE");
        project.file("V2__more.sql", "CREATE TABLE more (id);\n");
        project.apply("V2__more");
        project.sql(
                "UPDATE _migration_history SET reverted_by = 99 WHERE migration_id LIKE 'V1_1%'");

        var leaving = project.leave();

        assertThat(leaving.sql())
                .doesNotContain("CREATE TABLE")
                .contains("DELETE FROM \"flyway_schema_history\" WHERE version = '1.1'");
        project.sql(Objects.requireNonNull(leaving.sql()));
        assertThat(flyway().info().current().getVersion()).hasToString("2");
        assertThat(flyway().info().pending()).isEmpty();
    }

    @Test
    void adoptedRepeatableIsMatchedByItsDescription() throws SQLException {
        flyway().migrate();
        project.file("R__names.sql", "CREATE VIEW IF NOT EXISTS names AS SELECT 2;\n");

        var planned = project.adopt(new Goal.Adopt(null, null), Options.DEFAULT);

        // The schema is still the old view's, which the file that changed does not make.
        assertThat(planned).isInstanceOf(Planned.Refused.class);
        assertThat(((Planned.Refused) planned).findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("view names"));
    }

    @Test
    void namesThatFlywayDoesNotKnowAreListed() {
        var other =
                new PlannedFolder(folder.resolve("other"))
                        .file("001_users.sql", "-- UP\nCREATE TABLE users (id);\n")
                        .file(
                                "002_odd-name.sql",
                                "-- UP\nCREATE TABLE odd (id);\n-- DOWN\nDROP TABLE odd;\n");
        other.apply("001_users");

        var leaving = other.leave();

        assertThat(leaving.sql()).isNull();
        assertThat(leaving.renames())
                .extracting(Leaving.Rename::to)
                .containsExactly("V001__users.sql", "V002__odd_name.sql");
        assertThat(leaving.renames().getLast().note()).contains("DOWN", "U002__odd_name.sql");
    }

    @Test
    void baselineWithoutFileIsFlywaysBaseline() throws SQLException {
        project.sql("CREATE TABLE users (id INTEGER PRIMARY KEY)");
        project.carryOut(project.adopt(new Goal.Adopt(null, "0.5"), Options.DEFAULT), 1);
        project.file("V0_4__old.sql", "CREATE TABLE users (id);\n");

        leave();

        assertThat(flyway().info().applied()[0].getState()).isEqualTo(MigrationState.BASELINE);
        assertThat(flyway().info().pending())
                .extracting(i -> String.valueOf(i.getVersion()))
                .containsExactly("1", "1.1", "null");
    }

    @Test
    void withoutHistoryOrFileNothingIsWritten() throws Exception {
        project.sql("CREATE TABLE other (id)");
        assertThat(project.leave().findings())
                .extracting(Finding::code)
                .containsExactly("nothing-on-record");
        appliedHere();
        project.delete("V1__users.sql");

        assertThat(project.leave().sql()).isNull();
        assertThat(project.leave().findings())
                .extracting(Finding::code)
                .containsExactly("applied-file-missing");
    }
}
