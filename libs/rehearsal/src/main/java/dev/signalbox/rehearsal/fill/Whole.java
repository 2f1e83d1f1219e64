package dev.signalbox.rehearsal.fill;

import java.util.SplittableRandom;

/**
 * Whole numbers.
 *
 * @param usual the greatest that is usual, for numbers that are small mostly
 */
record Whole(long least, long most, long usual) implements Values {

    Whole {
        if (least > most) {
            throw new IllegalArgumentException("nothing lies between " + least + " and " + most);
        }
        usual = Math.clamp(usual, least, most);
    }

    @Override
    public Object any(SplittableRandom random, long n) {
        return usual == Long.MAX_VALUE
                ? random.nextLong(least, usual)
                : random.nextLong(least, usual + 1);
    }

    @Override
    public Object distinct(long n) {
        return least + n;
    }

    @Override
    public long capacity() {
        var size = most - least + 1;
        return size <= 0 ? ENOUGH : size;
    }
}
