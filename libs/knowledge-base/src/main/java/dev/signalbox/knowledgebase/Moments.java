package dev.signalbox.knowledgebase;

import java.time.LocalDate;

/** When things happened: always before the same day, so that the same seed makes the same rows. */
final class Moments {

    static final LocalDate END = LocalDate.of(2026, 1, 1);

    private static final long END_SECOND = END.toEpochDay() * 86_400;
    private static final int DAYS_OBSERVED = 180;

    private Moments() {}

    /** Within office hours of the last half year; more often of late, seldom on weekends. */
    static long atWork(Dice dice) {
        long day = recentDay(dice);
        // Day 0 of the epoch was a Thursday.
        if (Math.floorMod(day + 3, 7) >= 5 && dice.chance(0.8)) {
            day -= 2;
        }
        return day * 86_400 + dice.between(7 * 3600, 18 * 3600);
    }

    /** Within two hours from one of the day, as jobs of the night run. */
    static long around(Dice dice, int hour) {
        return recentDay(dice) * 86_400 + hour * 3600L + dice.below(2 * 3600);
    }

    /** Within the years before the half year observed. */
    static long longAgo(Dice dice) {
        return END_SECOND - 86_400L * dice.between(DAYS_OBSERVED, 4 * 365) - dice.below(86_400);
    }

    static long daysBeforeEnd(long days) {
        return END_SECOND - 86_400 * days;
    }

    static boolean isBeforeEnd(long second) {
        return second < END_SECOND;
    }

    /** As SQLite's CURRENT_TIMESTAMP writes it, in UTC. */
    static String text(long second) {
        int ofDay = (int) Math.floorMod(second, 86_400L);
        StringBuilder text = new StringBuilder(19);
        text.append(day(second)).append(' ');
        twoDigits(text, ofDay / 3600).append(':');
        twoDigits(text, ofDay / 60 % 60).append(':');
        return twoDigits(text, ofDay % 60).toString();
    }

    static String day(long second) {
        return LocalDate.ofEpochDay(Math.floorDiv(second, 86_400L)).toString();
    }

    private static long recentDay(Dice dice) {
        long ago = (long) (DAYS_OBSERVED * (1 - Math.sqrt(dice.share())));
        return END.toEpochDay() - 1 - ago;
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
