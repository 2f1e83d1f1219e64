package dev.signalbox.rehearsal.fill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What checks say of a column's values.
 *
 * @param allowed the only ones, as {@code Long}, {@code Double} or {@code String}; null for any
 * @param least null for none
 * @param most null for none
 * @param shortest length of a text
 * @param longest length of a text
 * @param like the beginning of a text; null for any
 * @param json whether it must be JSON
 */
record Limits(
        @Nullable List<Object> allowed,
        @Nullable Double least,
        @Nullable Double most,
        int shortest,
        int longest,
        @Nullable String like,
        boolean json) {

    static final Limits NONE = new Limits(null, null, null, 0, Integer.MAX_VALUE, null, false);

    static Limits allowed(List<Object> values) {
        return new Limits(List.copyOf(values), null, null, 0, Integer.MAX_VALUE, null, false);
    }

    static Limits atLeast(double least) {
        return new Limits(null, least, null, 0, Integer.MAX_VALUE, null, false);
    }

    static Limits atMost(double most) {
        return new Limits(null, null, most, 0, Integer.MAX_VALUE, null, false);
    }

    static Limits length(int shortest, int longest) {
        return new Limits(null, null, null, shortest, longest, null, false);
    }

    static Limits like(String beginning) {
        return new Limits(null, null, null, 0, Integer.MAX_VALUE, beginning, false);
    }

    static Limits ofJson() {
        return new Limits(null, null, null, 0, Integer.MAX_VALUE, null, true);
    }

    /** Both hold. */
    Limits and(Limits other) {
        return new Limits(
                both(allowed, other.allowed),
                least == null || other.least == null
                        ? either(least, other.least)
                        : (Double) Math.max(least, other.least),
                most == null || other.most == null
                        ? either(most, other.most)
                        : (Double) Math.min(most, other.most),
                Math.max(shortest, other.shortest),
                Math.min(longest, other.longest),
                either(like, other.like),
                json || other.json);
    }

    boolean isAny() {
        return equals(NONE);
    }

    private static @Nullable List<Object> both(
            @Nullable List<Object> one, @Nullable List<Object> other) {
        if (one == null || other == null) {
            return either(one, other);
        }
        return one.stream()
                .filter(value -> other.stream().anyMatch(more -> isSame(value, more)))
                .toList();
    }

    /** As SQLite compares: 1 is 1.0. */
    private static boolean isSame(Object one, Object other) {
        return one instanceof Number number
                        && other instanceof Number more
                        && !one.getClass().equals(other.getClass())
                ? number.doubleValue() == more.doubleValue()
                : one.equals(other);
    }

    private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
