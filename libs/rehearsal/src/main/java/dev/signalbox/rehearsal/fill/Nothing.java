package dev.signalbox.rehearsal.fill;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A column that stays without a value. */
record Nothing(int place) implements Source {

    @Override
    public List<Integer> places() {
        return List.of(place);
    }

    @Override
    public long capacity() {
        return 1;
    }

    @Override
    public void any(
            @Nullable Object[] row, boolean[] set, SplittableRandom random, long n, int daring) {
        row[place] = null;
    }

    @Override
    public void distinct(@Nullable Object[] row, long n) {
        row[place] = null;
    }
}
