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
 * @param optional whether the row can be without
 * @param streamed whether {@link #distinct} goes through all parents; otherwise through those in
 *     memory
 */
record ReferenceSource(List<Integer> places, ParentKeys keys, boolean optional, boolean streamed)
        implements Source {

    private static final int NULLS_PERCENT = 8;

    @Override
    public long capacity() {
        return streamed ? keys.count() : keys.inMemory();
    }

    ReferenceSource streaming() {
        return new ReferenceSource(places, keys, optional, true);
    }

    @Override
    public void any(
            @Nullable Object[] row, boolean[] set, SplittableRandom random, long n, int daring) {
        var nulls = ColumnSource.isUnusual(daring) ? 50 : NULLS_PERCENT;
        if (optional && (keys.isEmpty() || random.nextInt(100) < nulls)) {
            places.stream().filter(place -> !set[place]).forEach(place -> row[place] = null);
            return;
        }
        var shared = shared(row, set);
        var key = shared.isEmpty() ? Optional.of(keys.any(random)) : keys.matching(shared, random);
        key.ifPresent(found -> write(row, found));
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
