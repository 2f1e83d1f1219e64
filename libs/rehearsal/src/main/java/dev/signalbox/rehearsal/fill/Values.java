package dev.signalbox.rehearsal.fill;

import java.util.SplittableRandom;

/** Believable values of one column. */
interface Values {

    /** As many as anybody needs. */
    long ENOUGH = Long.MAX_VALUE;

    /** One that may come again. */
    Object any(SplittableRandom random, long n);

    /**
     * Another one for every number from 0 to {@link #capacity()}.
     *
     * @param n not negative
     */
    Object distinct(long n);

    /** How many there are that differ. */
    long capacity();
}
