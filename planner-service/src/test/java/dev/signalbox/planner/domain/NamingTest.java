package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.VersionLabel;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.VersionName;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.planner.domain.KnownNames.TaggedElsewhere;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans that name a version, and plans to a version by its name. */
class NamingTest {

    private static final VersionLabel FIRST =
            new VersionLabel(1, "001", "v1", "Spring", Instant.EPOCH, "alice");

    @TempDir private Path folder;
    private PlannedFolder project;

    @BeforeEach
    void twoOfThreeAreInForce() {
        project =
                new PlannedFolder(folder)
                        .file("001_a.sql", "-- UP\nCREATE TABLE a (x);\n")
                        .file("002_b.sql", "-- UP\nCREATE TABLE b (x);\n")
                        .file("003_c.sql", "-- UP\nCREATE TABLE c (x);\n");
        project.apply("001_a");
        project.apply("002_b");
    }

    @ParameterizedTest
    @CsvSource({"2", "002", "002_b", "latest"})
    void aVersionInForceIsTaggedAsTheLedgerHasIt(String version) {
        var plan = proposed(plan(new Goal.Tag(version, "v2"), Options.DEFAULT, KnownNames.NONE));

        assertThat(plan.steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        PlannedStep.NameVersion.class,
                        step -> {
                            assertThat(step.version()).isEqualTo("002");
                            assertThat(step.naming()).isEqualTo(VersionName.TAG);
                            assertThat(step.name()).isEqualTo("v2");
                            assertThat(step.movedFrom()).isNull();
                        });
        assertThat(plan.toVersion()).isEqualTo("002");
    }

    @Test
    void aReleaseMayBeNamedByItsTag() {
        var label = new VersionLabel(1, "001", "v1", null, null, null);

        var plan =
                proposed(plan(new Goal.Release("v1", "Spring 2026"), Options.DEFAULT, own(label)));

        assertThat(plan.summary()).contains("001", "release 'Spring 2026'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2.0 | version number",
                "latest | highest version",
                "0 | version number",
                "003_c | name of a migration",
                "a b | no possible tag",
                "-x | no possible tag"
            })
    void aTagIsNoTargetOfAnotherKind(String tag, String said) {
        var findings = refused(plan(new Goal.Tag("1", tag), Options.DEFAULT, KnownNames.NONE));

        assertThat(findings).singleElement().matches(f -> f.code().equals("invalid-tag"));
        assertThat(findings.getFirst().message()).contains(said);
    }

    @Test
    void whatIsNotInForceHasNoName() {
        assertThat(refused(plan(new Goal.Tag("3", "v3"), Options.DEFAULT, KnownNames.NONE)))
                .singleElement()
                .satisfies(
                        f -> {
                            assertThat(f.code()).isEqualTo("not-applied");
                            assertThat(f.remedy()).contains("signalbox up kb 3");
                        });
        assertThat(refused(plan(new Goal.Release("9", "X"), Options.DEFAULT, KnownNames.NONE)))
                .singleElement()
                .satisfies(f -> assertThat(f.remedy()).contains("002_b, 001_a"));
    }

    @Test
    void aTagIsMovedByForceAloneAndFromWhereIsSaid() {
        var goal = new Goal.Tag("002", "v1");

        var findings = refused(plan(goal, Options.DEFAULT, own(FIRST)));
        var plan = proposed(plan(goal, forced(), own(FIRST)));

        assertThat(findings)
                .singleElement()
                .satisfies(f -> assertThat(f.code()).isEqualTo("tag-taken"))
                .satisfies(f -> assertThat(f.message()).contains("version 001"));
        assertThat(((PlannedStep.NameVersion) plan.steps().getFirst()).movedFrom())
                .isEqualTo("001");
        assertThat(plan.steps().getFirst().sentence()).contains("which version 001 was");
        assertThat(plan.warnings()).hasSize(1);
    }

    @Test
    void aVersionKeepsItsTagUnlessForced() {
        var goal = new Goal.Tag("001", "other");

        assertThat(refused(plan(goal, Options.DEFAULT, own(FIRST))))
                .extracting(Finding::code)
                .containsExactly("version-has-tag");
        assertThat(proposed(plan(goal, forced(), own(FIRST))).steps().getFirst().sentence())
                .contains("in place of 'v1'");
    }

    @Test
    void theSameNameAgainIsNothingToDo() {
        var plan = proposed(plan(new Goal.Release("1", "Spring"), Options.DEFAULT, own(FIRST)));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.summary()).startsWith("Nothing to do");
    }

    @Test
    void whoeverIsOnlyClaimedNamesNothing() {
        var planned =
                project.plan(
                        new Goal.Tag("1", "v1"),
                        Options.DEFAULT,
                        PlannedFolder.DEVELOPMENT,
                        false,
                        null);

        assertThat(refused(planned))
                .extracting(Finding::code)
                .containsExactly("not-allowed-for-claimed-actor");
    }

    @Test
    void aForwardTargetMayBeATagOfAnotherDatabase() {
        var staging = List.of(new TaggedElsewhere("staging", "003"));

        var plan = proposed(up("release-41", new KnownNames(List.of(), staging, List.of())));

        assertThat(plan.toVersion()).isEqualTo("003");
        assertThat(plan.summary()).contains("which staging has tagged 'release-41'");
    }

    @Test
    void theDatabasesOwnTagComesBeforeThoseOfOthers() {
        var names =
                new KnownNames(
                        List.of(FIRST), List.of(new TaggedElsewhere("staging", "003")), List.of());

        assertThat(proposed(up("v1", names)).steps()).isEmpty();
    }

    @Test
    void aFileComesBeforeATag() {
        var names =
                new KnownNames(
                        List.of(), List.of(new TaggedElsewhere("staging", "001")), List.of());

        assertThat(proposed(up("003_c", names)).toVersion()).isEqualTo("003");
    }

    @Test
    void aTagThatNamesTwoVersionsIsRefused() {
        var names =
                new KnownNames(
                        List.of(),
                        List.of(
                                new TaggedElsewhere("staging", "003"),
                                new TaggedElsewhere("test", "002")),
                        List.of());

        assertThat(refused(up("v9", names)))
                .singleElement()
                .satisfies(f -> assertThat(f.code()).isEqualTo("ambiguous-tag"))
                .satisfies(f -> assertThat(f.message()).contains("003 on staging", "002 on test"));
    }

    @Test
    void aTagWhoseFileIsNotHereIsRefused() {
        var names =
                new KnownNames(
                        List.of(), List.of(new TaggedElsewhere("staging", "007")), List.of());

        assertThat(refused(up("v9", names)))
                .extracting(Finding::code)
                .containsExactly("tag-without-file");
    }

    @Test
    void anUnknownTargetNamesTheNearestTagAndWhoCouldNotBeAsked() {
        var names = new KnownNames(List.of(FIRST), List.of(), List.of("staging (it is locked)"));

        assertThat(refused(up("v11", names)))
                .singleElement()
                .satisfies(f -> assertThat(f.code()).isEqualTo("unknown-version"))
                .satisfies(f -> assertThat(f.message()).contains("staging (it is locked)"))
                .satisfies(f -> assertThat(f.remedy()).contains("v1"));
    }

    private Planned up(String target, KnownNames names) {
        return plan(new Goal.MigrateTo(target), Options.DEFAULT, names);
    }

    private Planned plan(Goal goal, Options options, KnownNames names) {
        return project.plan(goal, options, Background.NONE.withNames(names));
    }

    private static KnownNames own(VersionLabel label) {
        return new KnownNames(List.of(label), List.of(), List.of());
    }

    private static Options forced() {
        return PlannedFolder.options(null, null, true, null, null);
    }

    private static PlanDocument proposed(Planned planned) {
        assertThat(planned).isInstanceOf(Planned.Proposed.class);
        return ((Planned.Proposed) planned).plan();
    }

    private static List<Finding> refused(Planned planned) {
        assertThat(planned).isInstanceOf(Planned.Refused.class);
        return ((Planned.Refused) planned).findings();
    }
}
