package dev.signalbox.rehearsal.fill;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a foreign key, which together name a row of the parent.
 *
 * @param nullable those of the places that can be null, which leaves the row without
 * @param streamed whether {@link #distinct} goes through all parents; otherwise through those in
 *     memory
 */
record ReferenceSource(
        List<Integer> places, ParentKeys keys, List<Integer> nullable, boolean streamed)
        implements Source {

    private static final int NULLS_PERCENT = 8;

    @Override
    public long capacity() {
        return streamed ? keys.count() : keys.inMemory();
    }

    ReferenceSource streaming() {
        return new ReferenceSource(places, keys, nullable, true);
    }

    @Override
    public void any(
            @Nullable Object[] row, boolean[] set, SplittableRandom random, long n, int daring) {
        var nulls = ColumnSource.isUnusual(daring) ? 50 : NULLS_PERCENT;
        var left = nullable.stream().filter(place -> !set[place]).toList();
        if (!left.isEmpty() && random.nextInt(100) < nulls) {
            leave(row, set, left, random);
            return;
        }
        var shared = shared(row, set);
        var key = shared.isEmpty() ? Optional.of(keys.any(random)) : keys.matching(shared, random);
        key.ifPresent(found -> write(row, found));
    }

    private void leave(
            @Nullable Object[] row, boolean[] set, List<Integer> left, SplittableRandom random) {
        var key = keys.any(random);
        for (var i = 0; i < places.size(); i++) {
            var place = places.get(i);
            if (!set[place]) {
                row[place] = left.contains(place) ? null : key.get(i);
            }
        }
    }

    /** What another reference, with columns in common, has chosen already. */
    private Map<Integer, Object> shared(@Nullable Object[] row, boolean[] set) {
        Map<Integer, Object> shared = new HashMap<>();
        for (var i = 0; i < places.size(); i++) {
            var value = row[places.get(i)];
            if (set[places.get(i)] && value != null) {
                shared.put(i, value);
            }
        }
        return shared;
    }

    @Override
    public void distinct(@Nullable Object[] row, long n) throws SQLException {
        write(row, streamed ? keys.inOrder(n) : keys.inMemory(n));
    }

    private void write(@Nullable Object[] row, List<Object> key) {
        for (var i = 0; i < places.size(); i++) {
            row[places.get(i)] = key.get(i);
        }
    }
}
