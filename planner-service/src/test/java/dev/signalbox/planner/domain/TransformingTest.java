package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Risk;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformingTest {

    private static final String RULE =
            """
            id: emails
            description: Make up emails
            after: 002_email
            source: users
            batchSize: 100
            select: SELECT id, id || '@example.com' AS email FROM batch
            undo: UPDATE users SET email = NULL
            """;

    private static final String ON_DEMAND =
            "id: lower\ndescription: Write emails small\nsql: UPDATE users SET email = lower(email)\n";

    @TempDir Path folder;
    private PlannedFolder project;

    @BeforeEach
    void open() {
        project =
                PlannedFolder.withThreeInForce(folder)
                        .file("transformations/emails.yml", RULE)
                        .file("transformations/lower.yml", ON_DEMAND);
    }

    @Test
    void ruleStandsBehindItsMigrationWithItsFileAndBeforeTheChecks() {
        var fresh =
                new PlannedFolder(folder.resolve("fresh"))
                        .file("001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
                        .file("002_email.sql", "ALTER TABLE users ADD COLUMN email;")
                        .file("003_index.sql", "CREATE INDEX user_email ON users (email);")
                        .file("checks/002_email.sql", "SELECT 1 WHERE 0;")
                        .file("transformations/emails.yml", RULE)
                        .file("transformations/lower.yml", ON_DEMAND);

        var plan = proposed(fresh.plan("latest"));

        assertThat(plan.steps())
                .extracting(PlannedStep::sentence)
                .extracting(sentence -> sentence.replaceFirst(":.*", ""))
                .containsExactly(
                        "Examine kb",
                        "Apply 001_users",
                        "Apply 002_email",
                        "Transform by emails",
                        "Check checks/002_email.sql",
                        "Apply 003_index",
                        "Examine kb");
        assertThat(plan.files())
                .extracting(PlanDocument.BundledFile::path)
                .contains("transformations/emails.yml")
                .doesNotContain("transformations/lower.yml");
    }

    @Test
    void namedRulesRunAloneWithRowsEstimateAndWayBack() throws Exception {
        project.sql("INSERT INTO users (id) VALUES (1), (2), (3)");

        var plan = proposed(plan(new Goal.Transform(List.of("emails"), null), Options.DEFAULT));

        assertThat(plan.summary()).isEqualTo("1 rule transforms rows of kb.");
        assertThat(plan.toVersion()).isEqualTo("003");
        var step = backfill(plan);
        assertThat(step.expectedRows()).isEqualTo(3);
        assertThat(step.batchSize()).isEqualTo(100);
        assertThat(step.estimate().source()).startsWith("at most 3 rows at 100,000 rows/s");
        assertThat(step.undo()).isEqualTo("The rule's undo takes back what it wrote.");
        assertThat(step.risk()).isEqualTo(Risk.LOW);
    }

    @Test
    void withoutNamesThoseOnDemandRunAndOneWithoutUndoIsARisk() {
        var plan = proposed(plan(new Goal.Transform(List.of(), null), Options.DEFAULT));

        assertThat(backfill(plan).rule()).isEqualTo("lower");
        assertThat(backfill(plan).risk().level()).isEqualTo(Risk.Level.MEDIUM);
    }

    @Test
    void optionsStandInPlaceOfTheRulesOwn() {
        var options =
                new Options(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        7,
                        Duration.ofMillis(20));

        var step = backfill(proposed(plan(new Goal.Transform(List.of("emails"), null), options)));

        assertThat(step.batchSize()).isEqualTo(7);
        assertThat(step.pauseBetweenBatches()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void whatCannotRunIsRefusedWithARemedy() {
        assertThat(codes(new Goal.Transform(List.of("emial"), null)))
                .containsExactly("unknown-rule");
        assertThat(codes(new Goal.Transform(List.of("lower"), true))).containsExactly("no-undo");
        assertThat(codes(new Goal.Transform(List.of("emails", "emails"), null)))
                .containsExactly("rule-twice");
        project.file("004_more.sql", "-- UP\nCREATE TABLE more (a);\n")
                .file(
                        "transformations/more.yml",
                        RULE.replace("emails", "more").replace("002_email", "004"));
        assertThat(codes(new Goal.Transform(List.of("more"), null)))
                .containsExactly("migration-not-applied");
    }

    @Test
    void undoTakesTheLastRuleBackFirst() {
        project.file("transformations/zz.yml", RULE.replace("id: emails", "id: zz"));

        var plan =
                proposed(plan(new Goal.Transform(List.of("emails", "zz"), true), Options.DEFAULT));

        assertThat(plan.steps())
                .extracting(PlannedStep::sentence)
                .containsExactly("Take back what zz wrote", "Take back what emails wrote");
    }

    private Planned plan(Goal goal, Options options) {
        return project.plan(goal, options, Background.NONE);
    }

    private List<String> codes(Goal goal) {
        var planned = plan(goal, Options.DEFAULT);
        assertThat(planned).isInstanceOf(Planned.Refused.class);
        return ((Planned.Refused) planned).findings().stream().map(Finding::code).toList();
    }

    private static PlannedStep.Backfill backfill(PlanDocument plan) {
        return (PlannedStep.Backfill) plan.steps().getLast();
    }

    private static PlanDocument proposed(Planned planned) {
        assertThat(planned).isInstanceOf(Planned.Proposed.class);
        return ((Planned.Proposed) planned).plan();
    }
}
