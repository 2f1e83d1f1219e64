package dev.signalbox.rehearsal.fill;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/** Moments of two years, later ones in later rows. */
record Moments(Form form) implements Values {

    /** No clock: the same seed makes the same rows on any day. */
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    private static final long SECONDS = Duration.ofDays(730).toSeconds();
    private static final long SLOTS = 10_000;
    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    /** How they are written. */
    enum Form {
        DATE_TIME,
        DATE,
        TIME,
        SECONDS,
        MILLIS
    }

    @Override
    public Object any(SplittableRandom random, long n) {
        var slot = n % SLOTS * (SECONDS / SLOTS);
        return written(FIRST.plusSeconds(slot + random.nextLong(SECONDS / SLOTS)));
    }

    @Override
    public Object distinct(long n) {
        return written(
                switch (form) {
                    case DATE -> FIRST.plus(Duration.ofDays(n % capacity()));
                    case DATE_TIME, TIME, SECONDS, MILLIS -> FIRST.plusSeconds(n % capacity());
                });
    }

    @Override
    public long capacity() {
        return switch (form) {
            case DATE -> 1_000_000;
            case TIME -> Duration.ofDays(1).toSeconds();
            case DATE_TIME, SECONDS, MILLIS -> 100_000_000_000L;
        };
    }

    private Object written(Instant moment) {
        return switch (form) {
            case DATE_TIME -> SPACED.format(moment);
            case DATE -> DATE.format(moment);
            case TIME -> TIME.format(moment);
            case SECONDS -> moment.getEpochSecond();
            case MILLIS -> moment.toEpochMilli();
        };
    }
}
