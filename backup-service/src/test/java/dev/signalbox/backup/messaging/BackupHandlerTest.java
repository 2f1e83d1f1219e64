package dev.signalbox.backup.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.backup.BackupFixture;
import dev.signalbox.backup.Requests;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.events.Actor;
import dev.signalbox.events.BackupEvent.RequestRefused;
import dev.signalbox.events.BackupEvent.SnapshotCompleted;
import dev.signalbox.events.EventId;
import dev.signalbox.events.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupHandlerTest {

    @TempDir Path folder;
    private BackupFixture service;

    @BeforeEach
    void open() {
        BackupFixture.database(folder, "kb", 10);
        service = new BackupFixture(folder, FailPoints.NONE);
    }

    @Test
    void redeliveredRequestTakesOneSnapshot() throws Exception {
        service.accept(Requests.take("r-1", "kb"), Requests.take("r-1", "kb"));
        service.accept(Requests.take("r-1", "kb"));
        service.worker.workOff();

        assertThat(service.folders.list()).hasSize(1);
    }

    @Test
    void whatFollowsFromARequestNamesItAndItsActor() {
        service.accept(Requests.take("r-1", "kb"), Requests.needed("n-1", "kb"));
        service.worker.workOff();

        var sent = service.sent().stream().filter(e -> !e.event().tick()).toList();
        assertThat(sent).hasSize(4);
        assertThat(sent)
                .allSatisfy(
                        e -> {
                            assertThat(e.envelope().actor()).isEqualTo(Actor.user("alice"));
                            assertThat(e.envelope().traceparent()).startsWith("00-0af");
                        });
        assertThat(sent.get(1).envelope().causation()).isEqualTo(new EventId("r-1"));
        assertThat(sent.get(1).envelope().correlation()).isNull();
        assertThat(sent.get(3).envelope().causation()).isEqualTo(new EventId("n-1"));
        assertThat(sent.get(3).envelope().correlation()).isEqualTo(Requests.PLAN);
        assertThat(sent.get(3).envelope().sequence()).isEqualTo(2);
        assertThat(((SnapshotCompleted) sent.get(3).event()).plan()).isEqualTo(Requests.PLAN);
    }

    @Test
    void requestIsFollowedFromPendingToItsManifest() {
        service.accept(Requests.take("r-1", "kb"));
        assertThat(state("r-1")).isEqualTo("PENDING");

        service.worker.workOff();

        var view = service.requests.find(new EventId("r-1"), Requests.OPERATOR).orElseThrow();
        assertThat(view.state()).isEqualTo("COMPLETED");
        var manifest = view.manifest();
        assertThat(manifest).isNotNull();
        assertThat(manifest.snapshot()).isEqualTo(view.snapshot());
        assertThat(manifest.rows()).containsEntry("entry", 10L);
        assertThat(manifest.reason()).isEqualTo("before the weekend");
        assertThat(manifest.engine()).isEqualTo("sqlite");
    }

    @Test
    void unknownDatabaseIsRefusedNamingTheNearest() {
        service.accept(Requests.take("r-1", "nowhere"));

        var refused = service.sent(RequestRefused.class).getFirst();
        assertThat(refused.request()).isEqualTo(new EventId("r-1"));
        assertThat(refused.findings())
                .extracting(Finding::code, Finding::remedy)
                .containsExactly(tuple("unknown-database", "Did you mean kb?"));
        assertThat(state("r-1")).isEqualTo("REFUSED");
        assertThat(service.jobs.countOpen()).isZero();
    }

    @Test
    void requestThatIsNotAllowedIsRefusedFieldByField() {
        service.accept(Requests.data("r-1", "{\"database\":\"no such\",\"colour\":\"red\"}"));

        var refused = service.sent(RequestRefused.class).getFirst();
        assertThat(refused.findings())
                .extracting(Finding::where)
                .containsExactlyInAnyOrder("database", "data");
        assertThat(refused.database().value()).as("from the record's key").isEqualTo("kb");
        assertThat(state("r-1")).isEqualTo("REFUSED");
    }

    @Test
    void identityThatIsUsedAgainIsRefusedAndChangesNothing() {
        service.accept(Requests.take("r-1", "kb"));
        service.accept(Requests.take("r-1", "nowhere"));

        assertThat(service.sent(RequestRefused.class).getFirst().findings().getFirst().code())
                .isEqualTo("identity-reused");
        assertThat(state("r-1")).isEqualTo("PENDING");
        assertThat(service.jobs.countOpen()).isOne();
    }

    private String state(String request) {
        return service.requests.find(new EventId(request), Requests.OPERATOR).orElseThrow().state();
    }
}
