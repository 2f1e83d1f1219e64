package dev.signalbox.rehearsal.fill;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A foreign key to the same table: to one of the rows before, or, where it must, to itself. */
final class OwnRows implements Source {

    private static final int KEPT = 1_000;

    /** To find a row that agrees with what is there already. */
    private static final int ATTEMPTS = 50;

    private final List<Integer> places;
    private final List<Integer> keyPlaces;
    private final List<Integer> nullable;
    private final List<List<Object>> before = new ArrayList<>();
    private int oldest;

    /**
     * @param keyPlaces of the columns that are referred to
     * @param nullable those of the places that can be null
     */
    OwnRows(List<Integer> places, List<Integer> keyPlaces, List<Integer> nullable) {
        this.places = places;
        this.keyPlaces = keyPlaces;
        this.nullable = nullable;
    }

    @Override
    public List<Integer> places() {
        return places;
    }

    @Override
    public long capacity() {
        return 0;
    }

    /** Those that nothing else gives a value. */
    List<Integer> alone() {
        return IntStream.range(0, places.size())
                .filter(i -> !places.get(i).equals(keyPlaces.get(i)))
                .mapToObj(places::get)
                .filter(place -> nullable.isEmpty() || nullable.contains(place))
                .toList();
    }

    @Override
    public void any(
            @Nullable Object[] row, boolean[] set, SplittableRandom random, long n, int daring) {
        var canBeLeft = nullable.stream().anyMatch(place -> !set[place]);
        if (before.isEmpty() || (canBeLeft && random.nextInt(100) < 40)) {
            leave(row, set);
            return;
        }
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var key = before.get(random.nextInt(before.size()));
            if (agrees(key, row, set)) {
                for (var i = 0; i < places.size(); i++) {
                    if (!set[places.get(i)]) {
                        row[places.get(i)] = key.get(i);
                    }
                }
                return;
            }
        }
        leave(row, set);
    }

    /** Without the reference, or, where it must be, to the row itself. */
    private void leave(@Nullable Object[] row, boolean[] set) {
        for (var i = 0; i < places.size(); i++) {
            var place = places.get(i);
            if (!set[place]) {
                row[place] = nullable.contains(place) ? null : row[keyPlaces.get(i)];
            }
        }
    }

    /** Columns may be part of the row's key, or of another reference. */
    private boolean agrees(List<Object> key, @Nullable Object[] row, boolean[] set) {
        for (var i = 0; i < places.size(); i++) {
            var value = row[places.get(i)];
            if (set[places.get(i)]
                    && value != null
                    && !ParentKeys.comparable(value).equals(ParentKeys.comparable(key.get(i)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void distinct(@Nullable Object[] row, long n) {
        throw new IllegalStateException("Own rows are not told apart by number");
    }

    /** The row is there now, and can be referred to. */
    void written(@Nullable Object[] row) {
        List<Object> key = new ArrayList<>();
        for (var place : keyPlaces) {
            var value = row[place];
            if (value == null) {
                return;
            }
            key.add(value);
        }
        if (before.size() < KEPT) {
            before.add(key);
        } else {
            before.set(oldest, key);
            oldest = (oldest + 1) % KEPT;
        }
    }
}
