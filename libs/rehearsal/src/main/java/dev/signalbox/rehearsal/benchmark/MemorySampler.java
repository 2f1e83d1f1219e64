package dev.signalbox.rehearsal.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Looks at this process's memory a hundred times a second, and keeps the most. */
final class MemorySampler implements AutoCloseable {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long BETWEEN_NANOS = 10_000_000;
    private static final long KIB = 1024;

    private final Thread thread;
    private volatile long heap;
    private volatile long resident;
    private volatile boolean done;

    private MemorySampler() {
        sample();
        thread = Thread.ofPlatform().daemon().name("memory-sampler").start(this::sampling);
    }

    /** Garbage of what ran before is not counted. */
    static MemorySampler start() {
        System.gc();
        return new MemorySampler();
    }

    private void sampling() {
        while (!done) {
            sample();
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }

    private void sample() {
        var runtime = Runtime.getRuntime();
        heap = Math.max(heap, runtime.totalMemory() - runtime.freeMemory());
        resident = Math.max(resident, residentNow());
    }

    /** 0 where the system does not tell. */
    private static long residentNow() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .map(kib -> kib * KIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    long heapBytes() {
        return heap;
    }

    long residentBytes() {
        return resident;
    }

    @Override
    public void close() {
        sample();
        done = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
