package dev.signalbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTypeTest {

    private static Stream<Class<?>> leaves(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(EventTypeTest::leaves)
                : Stream.of(sealed);
    }

    @Test
    void everyEventHasItsOwnWireType() {
        var payloads = Arrays.stream(EventType.values()).map(EventType::payload).toList();

        assertThat(payloads).doesNotHaveDuplicates();
        assertThat(leaves(Event.class).toList()).hasSameElementsAs(payloads);
        assertThat(Arrays.stream(EventType.values()).map(EventType::wireName))
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("dev\\.signalbox\\.[a-z]+\\.[a-z]+\\.v1"));
    }

    @Test
    void theTypeOfAnEventIsThatOfItsClass() {
        for (var event : SampleEvents.all()) {
            assertThat(EventType.of(event).payload()).isEqualTo(event.getClass());
        }
    }

    @Test
    void thereIsASampleOfEveryType() {
        assertThat(SampleEvents.all().stream().map(EventType::of))
                .containsExactlyInAnyOrder(EventType.values());
    }
}
