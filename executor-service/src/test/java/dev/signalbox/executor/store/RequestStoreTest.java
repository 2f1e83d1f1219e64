package dev.signalbox.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.EventId;
import dev.signalbox.executor.TestExecutor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestStoreTest {

    @TempDir Path folder;

    @Test
    void whatHasComeToAnEndIsNotPendingAgain() {
        try (var executor = new TestExecutor(folder)) {
            var requests = executor.requests();
            var event = EventId.next();

            executor.spine()
                    .store()
                    .change(
                            tx -> {
                                requests.done(tx, event);
                                requests.pending(tx, event);
                            });

            assertThat(requests.find(event).orElseThrow().state()).isEqualTo("DONE");
        }
    }
}
