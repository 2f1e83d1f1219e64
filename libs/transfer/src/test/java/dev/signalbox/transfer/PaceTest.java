package dev.signalbox.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void quickBatchesGrowToTheRulesSize() {
        Pace pace = new Pace(5_000, Duration.ZERO);
        assertThat(pace.rows()).isEqualTo(1_000);

        pace.made(Duration.ofMillis(10), Duration.ZERO);
        assertThat(pace.rows()).isEqualTo(2_000);
        pace.made(Duration.ofMillis(200), Duration.ZERO);
        assertThat(pace.rows()).isEqualTo(2_000);
        pace.made(Duration.ofMillis(20), Duration.ZERO);
        pace.made(Duration.ofMillis(40), Duration.ZERO);
        assertThat(pace.rows()).isEqualTo(5_000);
    }

    @Test
    void slowBatchesShrinkToWhatTheTargetAllowsAndNeverToNothing() {
        Pace pace = new Pace(1_000, Duration.ZERO);

        pace.made(Duration.ofMillis(500), Duration.ZERO);
        assertThat(pace.rows()).isEqualTo(500);
        pace.made(Duration.ofSeconds(60), Duration.ZERO);
        assertThat(pace.rows()).isEqualTo(125);
        for (int i = 0; i < 10; i++) {
            pace.made(Duration.ofSeconds(60), Duration.ZERO);
        }
        assertThat(pace.rows()).isEqualTo(1);
    }

    @Test
    void whoWaitedForOthersLetsThemAheadUntilNobodyIsInTheWay() {
        Pace pace = new Pace(1_000, Duration.ofMillis(5));
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(5));

        pace.made(Duration.ofMillis(10), Duration.ofMillis(100));
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(105));
        pace.made(Duration.ofMillis(10), Duration.ofMinutes(1));
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(2_005));
        for (int i = 0; i < 10; i++) {
            pace.made(Duration.ofMillis(10), Duration.ZERO);
        }
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(5));
    }
}
