package dev.signalbox.rehearsal.fill;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One of a list, the first ones more often, as statuses and categories are.
 *
 * @param values at least one
 */
record Choice(List<Object> values) implements Values {

    Choice {
        values = List.copyOf(values);
    }

    @Override
    public Object any(SplittableRandom random, long n) {
        var size = values.size();
        return values.get(Math.min(random.nextInt(size), random.nextInt(size)));
    }

    @Override
    public Object distinct(long n) {
        return values.get((int) (n % values.size()));
    }

    @Override
    public long capacity() {
        return values.size();
    }
}
