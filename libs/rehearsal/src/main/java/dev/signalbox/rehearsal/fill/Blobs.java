package dev.signalbox.rehearsal.fill;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Bytes. */
record Blobs(int length) implements Values {

    @Override
    public Object any(SplittableRandom random, long n) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public Object distinct(long n) {
        var number = ByteBuffer.allocate(Long.BYTES).putLong(n).array();
        var bytes = new byte[length];
        var kept = Math.min(length, Long.BYTES);
        System.arraycopy(number, Long.BYTES - kept, bytes, length - kept, kept);
        return bytes;
    }

    @Override
    public long capacity() {
        return length >= Long.BYTES ? ENOUGH : 1L << (8 * length);
    }
}
