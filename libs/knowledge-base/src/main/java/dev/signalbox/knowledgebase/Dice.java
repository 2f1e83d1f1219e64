package dev.signalbox.knowledgebase;

import java.util.List;

/**
 * What falls for one row of one table. A row depends on nothing but the seed, its table and its
 * number: any row can be made again without those before it, which is how rows that belong together
 * agree while none is kept.
 */
final class Dice {

    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed, String table, long row) {
        state = mixed(mixed(seed * STEP + table.hashCode()) + row * STEP);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) Math.floorMod(next() >>> 1, (long) bound);
    }

    /** From {@code least} to {@code most}. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** From 0 to below 1. */
    double share() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return share() < probability;
    }

    <T> T oneOf(List<T> all) {
        return all.get(below(all.size()));
    }

    /** Of so many, one: few of them often, most of them seldom. */
    long popular(long count) {
        double share = share();
        return (long) (count * share * share * share);
    }

    private long next() {
        state += STEP;
        return mixed(state);
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
