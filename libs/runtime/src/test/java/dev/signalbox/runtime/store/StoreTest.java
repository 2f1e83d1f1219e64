package dev.signalbox.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.runtime.StoreFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @TempDir Path folder;
    private StoreFile file;
    private Store store;

    @BeforeEach
    void open() {
        file = new StoreFile(folder.resolve("store.db"));
        store = new Store(file.dataSource());
        StoreSchema.migrate(store, "fixture");
    }

    @Test
    void lockedStoreIsUnavailableAndWhatWasBegunIsUndone() throws Exception {
        try (var lock = file.lock()) {
            assertThatThrownBy(() -> store.change(tx -> tx.update("DELETE FROM note")))
                    .isInstanceOf(StoreUnavailableException.class);
            lock.rollback();
        }
        assertThatThrownBy(
                        () ->
                                store.change(
                                        tx -> {
                                            tx.update("INSERT INTO note (text) VALUES ('a')");
                                            throw new IllegalStateException("a bug");
                                        }))
                .hasMessage("a bug");

        assertThat(file.count("note")).isZero();
    }

    @Test
    void afterCommitRunsOnlyAfterACommit() {
        var ran = new StringBuilder();

        store.change(tx -> tx.afterCommit(() -> ran.append("committed ")));
        assertThatThrownBy(
                        () ->
                                store.change(
                                        tx -> {
                                            tx.afterCommit(() -> ran.append("undone"));
                                            throw new IllegalStateException("a bug");
                                        }))
                .hasMessage("a bug");

        assertThat(ran.toString()).isEqualTo("committed ");
    }

    @Test
    void timesOfAnyYearAreKeptInOrder() {
        var times =
                List.of(
                        Instant.MIN,
                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                        Instant.parse("2026-05-01T12:00:00.123456Z"),
                        Instant.MAX);

        store.change(tx -> times.forEach(t -> tx.update("INSERT INTO note (text) VALUES (?)", t)));

        var read =
                store.read(
                        tx ->
                                tx.query(
                                        "SELECT text AS x FROM note ORDER BY position",
                                        row -> row.instant("x")));
        assertThat(read).isSorted().containsSequence(times.subList(1, 3));
    }
}
