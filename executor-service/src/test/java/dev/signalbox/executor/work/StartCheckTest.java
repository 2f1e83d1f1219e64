package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Goal;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Risk;
import dev.signalbox.events.RunId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.domain.Queued;
import dev.signalbox.executor.domain.Run;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCheckTest {

    private static final Run QUEUED =
            new Queued(
                    new Run.Header(
                            RunId.next(),
                            PlanId.next(),
                            new DatabaseId("kb"),
                            "ab",
                            Instant.EPOCH));

    @TempDir private Path folder;
    private SqliteDatabase database;

    @BeforeEach
    void address() {
        database = SqliteDatabase.at(DatabaseAddress.parse("jdbc:sqlite:kb.db", folder));
    }

    @Test
    void databaseThatWasAbsentMayBeAbsentStill() {
        assertThat(StartCheck.obstacle(database, plannedWithoutDatabase(), QUEUED)).isEmpty();
    }

    /** The lock is taken before the first migration, and a crash can come between the two. */
    @Test
    void databaseThatOnlyTheLockCreatedIsAsPlanned() {
        takeLock();

        assertThat(StartCheck.obstacle(database, plannedWithoutDatabase(), QUEUED)).isEmpty();
    }

    @Test
    void databaseThatSomebodyElseFilledSinceIsAnObstacle() throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kb.db"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE theirs (n INTEGER)");
        }

        assertThat(StartCheck.obstacle(database, plannedWithoutDatabase(), QUEUED))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("The schema was changed since"));
    }

    private void takeLock() {
        var outcome =
                database.acquire(
                        new LeaseRequest(
                                "executor",
                                "host",
                                1,
                                null,
                                0,
                                Duration.ofSeconds(30),
                                WaitPolicy.NONE,
                                true,
                                false));
        assertThat(outcome).isInstanceOf(LeaseOutcome.Acquired.class);
    }

    private static PlanDocument plannedWithoutDatabase() {
        return new PlanDocument(
                PlanId.of("0197f000-0000-7000-8000-000000000001"),
                new DatabaseId("kb"),
                "sqlite",
                "development",
                Goal.latest(),
                null,
                Actor.user("alice"),
                Instant.parse("2026-05-01T12:00:00Z"),
                new PlanDocument.Start("absent", List.of()),
                PlanDocument.Execution.of(Duration.ofMinutes(1), false),
                null,
                "001",
                "1 migration",
                List.of(),
                Risk.LOW,
                new Estimate(Duration.ZERO, "test"),
                false,
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
