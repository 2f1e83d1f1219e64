package dev.signalbox.sql.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a migration: numbers of any length with dots between them, and for three numbers
 * possibly a pre-release as in Semantic Versioning. Numbers compare as numbers and missing ones are
 * zero, so {@code 001}, {@code 1} and {@code 1.0} are the same version; a pre-release comes before
 * its release.
 */
public final class Version implements Comparable<Version> {

    static final String NUMBERS = "[0-9]{1,200}(?:\\.[0-9]{1,200}){0,20}";
    private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
    private static final Pattern TEXT =
            Pattern.compile("(" + NUMBERS + ")(?:-(" + IDENTIFIERS + "))?");
    private static final int LONGEST = 1_000;
    private static final Pattern DOT = Pattern.compile("\\.");

    private static final String REPEATABLE = "R:";

    private final String text;
    private final List<BigInteger> numbers;
    private final List<PreRelease> preRelease;
    private final String repeatable;

    private Version(String text, List<BigInteger> numbers, List<PreRelease> preRelease) {
        this.text = text;
        this.numbers = numbers;
        this.preRelease = preRelease;
        this.repeatable = "";
    }

    private Version(String repeatable) {
        this.text = REPEATABLE + repeatable;
        this.numbers = List.of();
        this.preRelease = List.of();
        this.repeatable = repeatable;
    }

    /**
     * What a repeatable migration has in place of a version: its name, which comes after every
     * number.
     */
    static Version repeatable(String name) {
        return new Version(name);
    }

    public boolean isRepeatable() {
        return !repeatable.isEmpty();
    }

    /** The version that the text is; empty when it is none. */
    public static Optional<Version> parse(String text) {
        if (text.startsWith(REPEATABLE) && text.length() > REPEATABLE.length()) {
            return Optional.of(repeatable(text.substring(REPEATABLE.length())));
        }
        Matcher matcher = TEXT.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        String[] numbers = DOT.split(matcher.group(1));
        String identifiers = matcher.group(2);
        if (identifiers != null && numbers.length != 3) {
            return Optional.empty();
        }
        List<PreRelease> preRelease =
                identifiers == null
                        ? List.of()
                        : Arrays.stream(DOT.split(identifiers)).map(PreRelease::of).toList();
        return Optional.of(new Version(text, withoutTrailingZeros(numbers), preRelease));
    }

    /** Whether this is another one's number and more behind it, as 1.2.3 is of 1.2. */
    boolean isInside(Version other) {
        return numbers.size() > other.numbers.size()
                && numbers.subList(0, other.numbers.size()).equals(other.numbers);
    }

    /** The same text for versions that are equal. */
    String canonical() {
        return numbers + preRelease.toString() + repeatable;
    }

    private static List<BigInteger> withoutTrailingZeros(String[] texts) {
        List<BigInteger> numbers = new ArrayList<>();
        for (String number : texts) {
            numbers.add(new BigInteger(number));
        }
        while (!numbers.isEmpty() && numbers.getLast().signum() == 0) {
            numbers.removeLast();
        }
        return List.copyOf(numbers);
    }

    @Override
    public int compareTo(Version other) {
        if (isRepeatable() || other.isRepeatable()) {
            return isRepeatable() && other.isRepeatable()
                    ? repeatable.compareTo(other.repeatable)
                    : Boolean.compare(isRepeatable(), other.isRepeatable());
        }
        int common = Math.min(numbers.size(), other.numbers.size());
        for (int i = 0; i < common; i++) {
            int compared = numbers.get(i).compareTo(other.numbers.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        if (numbers.size() != other.numbers.size()) {
            return Integer.compare(numbers.size(), other.numbers.size());
        }
        return comparePreRelease(other);
    }

    private int comparePreRelease(Version other) {
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        int common = Math.min(preRelease.size(), other.preRelease.size());
        for (int i = 0; i < common; i++) {
            int compared = preRelease.get(i).compareTo(other.preRelease.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Version other
                && numbers.equals(other.numbers)
                && preRelease.equals(other.preRelease)
                && repeatable.equals(other.repeatable);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * numbers.hashCode() + preRelease.hashCode()) + repeatable.hashCode();
    }

    /** As it was written, leading zeros and all. */
    @Override
    public String toString() {
        return text;
    }

    /** One identifier; numeric ones come before the others, as Semantic Versioning has it. */
    private record PreRelease(@Nullable BigInteger number, String word)
            implements Comparable<PreRelease> {

        private static final Pattern DIGITS = Pattern.compile("[0-9]+");

        static PreRelease of(String text) {
            return DIGITS.matcher(text).matches()
                    ? new PreRelease(new BigInteger(text), "")
                    : new PreRelease(null, text);
        }

        @Override
        public int compareTo(PreRelease other) {
            if (number != null && other.number != null) {
                return number.compareTo(other.number);
            }
            if (number == null && other.number == null) {
                return word.compareTo(other.word);
            }
            return number == null ? 1 : -1;
        }
    }
}
