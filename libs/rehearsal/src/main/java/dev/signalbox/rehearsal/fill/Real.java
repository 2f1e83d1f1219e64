package dev.signalbox.rehearsal.fill;

import java.util.SplittableRandom;

/**
 * Numbers with decimals.
 *
 * @param decimals of those that may come again
 */
record Real(double least, double most, int decimals) implements Values {

    /** Its multiples, without their whole parts, never come twice. */
    private static final double GOLDEN = 0.6180339887498949;

    Real {
        if (least > most) {
            throw new IllegalArgumentException("nothing lies between " + least + " and " + most);
        }
    }

    @Override
    public Object any(SplittableRandom random, long n) {
        var scale = Math.pow(10, decimals);
        var value = Math.round((least + random.nextDouble() * (most - least)) * scale) / scale;
        return Math.clamp(value, least, most);
    }

    @Override
    public Object distinct(long n) {
        var share = (n * GOLDEN) % 1;
        return least + share * (most - least);
    }

    @Override
    public long capacity() {
        return least < most ? ENOUGH : 1;
    }
}
