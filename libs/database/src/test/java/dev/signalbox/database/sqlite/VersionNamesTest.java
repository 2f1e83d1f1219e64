package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MendOutcome.Lost;
import dev.signalbox.database.MendOutcome.Mended;
import dev.signalbox.database.MendOutcome.MendedBefore;
import dev.signalbox.database.MendOutcome.NotMended;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.VersionLabel;
import dev.signalbox.database.VersionNaming;
import dev.signalbox.database.VersionNaming.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionNamesTest {

    @TempDir Path folder;
    private TestDatabase database;
    private LeasedDatabase session;

    @BeforeEach
    void twoVersionsAreInForce() {
        database = new TestDatabase(folder.resolve("kb.db"));
        session = database.acquire("worker");
        session.apply(migration("001", "CREATE TABLE t (a)"), ApplyOptions.DEFAULT);
        session.apply(migration("002", "CREATE TABLE u (a)"), ApplyOptions.DEFAULT);
    }

    @Test
    void tagIsGivenOnceAndFound() {
        assertThat(session.name(tag("002", "v1", null, null))).isInstanceOf(Mended.class);
        assertThat(session.name(tag("002", "v1", null, null))).isInstanceOf(MendedBefore.class);

        assertThat(labels()).extracting(VersionLabel::version).containsExactly("002");
        try (var reader = SqliteDatabase.at(database.address()).openReader()) {
            assertThat(reader.versionOfTag("v1")).contains("002");
            assertThat(reader.versionOfTag("v2")).isEmpty();
        }
        assertThat(log("version tagged")).containsExactly("002|'v1': tested");
    }

    @Test
    void releaseHasItsTimeAndWhoMadeIt() {
        session.name(release("002", "Spring 2026", null));

        assertThat(labels())
                .singleElement()
                .satisfies(it -> assertThat(it.release()).isEqualTo("Spring 2026"))
                .satisfies(it -> assertThat(it.releasedBy()).isEqualTo("user:alice"))
                .satisfies(
                        it ->
                                assertThat(it.releasedAt())
                                        .isBetween(
                                                Instant.now().minus(Duration.ofMinutes(5)),
                                                Instant.now().plus(Duration.ofMinutes(5))));
    }

    @Test
    void movedTagLeavesItsFormerVersion() {
        session.name(tag("001", "v1", null, null));
        session.name(tag("002", "old", null, null));

        assertThat(session.name(tag("002", "v1", "001", "old"))).isInstanceOf(Mended.class);

        assertThat(labels()).singleElement().matches(it -> "v1".equals(it.tag()));
        assertThat(log("version tagged"))
                .last()
                .isEqualTo("002|'v1', moved from 001, in place of 'old': tested");
    }

    @Test
    void movedReleaseLeavesNothingBehind() {
        session.name(release("001", "Spring", null));

        session.name(release("002", "Spring", "001"));

        assertThat(
                        database.rows(
                                "SELECT release_name, released_at, released_by FROM"
                                        + " _migration_versions WHERE version = '001'"))
                .containsExactly("null|null|null");
    }

    @Test
    void whatIsNotAsPlannedStays() {
        session.name(tag("001", "v1", null, null));

        assertThat(session.name(tag("002", "v1", null, null)))
                .isInstanceOfSatisfying(
                        NotMended.class, it -> assertThat(it.problem()).contains("version 001"));
        assertThat(session.name(tag("001", "v2", null, null))).isInstanceOf(NotMended.class);
        assertThat(session.name(tag("009", "v2", null, null)))
                .isInstanceOfSatisfying(
                        NotMended.class, it -> assertThat(it.problem()).contains("009"));
        assertThat(labels()).singleElement().matches(it -> "v1".equals(it.tag()));
    }

    @Test
    void whoeverWasOvertakenNamesNothing() {
        database.expireLease();
        database.acquire("rival");

        assertThat(session.name(tag("001", "v1", null, null))).isInstanceOf(Lost.class);
        assertThat(labels()).isEmpty();
    }

    private List<VersionLabel> labels() {
        try (var reader = SqliteDatabase.at(database.address()).openReader()) {
            return reader.labels();
        }
    }

    private List<String> log(String action) {
        return database.rows(
                "SELECT migration_id, details FROM _migration_audit_log WHERE action = '%s' ORDER BY id"
                        .formatted(action));
    }

    private static VersionNaming tag(
            String version, String tag, @Nullable String from, @Nullable String replaces) {
        return new VersionNaming(Kind.TAG, version, tag, from, replaces, "tested", context());
    }

    private static VersionNaming release(String version, String name, @Nullable String from) {
        return new VersionNaming(Kind.RELEASE, version, name, from, null, null, context());
    }

    private static RunContext context() {
        return new RunContext("plan", "hash", "run", "user:alice", "host");
    }
}
