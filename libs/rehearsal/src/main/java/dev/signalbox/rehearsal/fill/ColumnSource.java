package dev.signalbox.rehearsal.fill;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A column that stands for itself.
 *
 * @param optional whether it can be null
 */
record ColumnSource(int place, Values values, boolean optional) implements Source {

    private static final int NULLS_PERCENT = 8;

    @Override
    public List<Integer> places() {
        return List.of(place);
    }

    @Override
    public long capacity() {
        return values.capacity();
    }

    @Override
    public void any(
            @Nullable Object[] row, boolean[] set, SplittableRandom random, long n, int daring) {
        if (optional && random.nextInt(100) < (isUnusual(daring) ? 50 : NULLS_PERCENT)) {
            row[place] = null;
        } else if (isUnusual(daring)
                && values.capacity() == Values.ENOUGH
                && random.nextBoolean()) {
            // What was refused may have been there already, in a way that no key tells.
            row[place] = values.distinct(n);
        } else {
            row[place] = values.any(random, n);
        }
    }

    /** A check that ties nulls to other columns is met by trying both. */
    static boolean isUnusual(int daring) {
        return daring > 3;
    }

    @Override
    public void distinct(@Nullable Object[] row, long n) {
        row[place] = values.distinct(n);
    }
}
