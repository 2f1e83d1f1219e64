package dev.signalbox.rehearsal.fill;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A foreign key to the same table: to one of the rows before, or, where it must, to itself. */
final class OwnRows implements Source {

    private static final int KEPT = 1_000;

    private final List<Integer> places;
    private final List<Integer> keyPlaces;
    private final boolean optional;
    private final List<List<@Nullable Object>> before = new ArrayList<>();
    private int oldest;

    /**
     * @param keyPlaces of the columns that are referred to
     */
    OwnRows(List<Integer> places, List<Integer> keyPlaces, boolean optional) {
        this.places = places;
        this.keyPlaces = keyPlaces;
        this.optional = optional;
    }

    @Override
    public List<Integer> places() {
        return places;
    }

    @Override
    public long capacity() {
        return 0;
    }

    @Override
    public void any(
            @Nullable Object[] row, boolean[] set, SplittableRandom random, long n, int daring) {
        if (before.isEmpty() || (optional && random.nextInt(100) < 40)) {
            for (var i = 0; i < places.size(); i++) {
                row[places.get(i)] = optional ? null : row[keyPlaces.get(i)];
            }
            return;
        }
        var key = before.get(random.nextInt(before.size()));
        for (var i = 0; i < places.size(); i++) {
            row[places.get(i)] = key.get(i);
        }
    }

    @Override
    public void distinct(@Nullable Object[] row, long n) {
        throw new IllegalStateException("Own rows are not told apart by number");
    }

    /** The row is there now, and can be referred to. */
    void written(@Nullable Object[] row) {
        List<@Nullable Object> key = new ArrayList<>();
        for (var place : keyPlaces) {
            key.add(row[place]);
        }
        if (key.contains(null)) {
            return;
        }
        if (before.size() < KEPT) {
            before.add(key);
        } else {
            before.set(oldest, key);
            oldest = (oldest + 1) % KEPT;
        }
    }
}
