package dev.signalbox.rehearsal.benchmark;

import dev.signalbox.rehearsal.database.MoveFailedException;
import dev.signalbox.rehearsal.database.Moved.Step;
import dev.signalbox.rehearsal.database.RehearsedDatabase;
import dev.signalbox.sql.migration.Migration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The parts of one way up, over all repetitions. */
final class Measuring {

    private final List<Part> parts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int next;

    /** What is known of a part so far. */
    private static final class Part {

        private final Step first;
        private final long sizeBefore;
        private final long sizeAfter;
        private final List<Duration> times = new ArrayList<>();
        private long heap;
        private long resident;

        private Part(Step first, long sizeBefore, long sizeAfter) {
            this.first = first;
            this.sizeBefore = sizeBefore;
            this.sizeAfter = sizeAfter;
        }

        private Measured measured() {
            return new Measured(
                    first.kind(),
                    first.name(),
                    first.rows(),
                    times,
                    heap,
                    resident,
                    sizeBefore,
                    sizeAfter);
        }
    }

    private interface Work {
        Step run() throws MoveFailedException;
    }

    /** Runs all of it once on a database. */
    void run(RehearsedDatabase database, List<Migration> migrations, Benchmark.Listener listener)
            throws MoveFailedException {
        next = 0;
        for (var migration : migrations) {
            listener.runs(migration.stem());
            measure(database, () -> database.apply(migration));
            for (var rule : database.project().rules().after(migration.stem())) {
                listener.runs(rule.id());
                measure(database, () -> database.transform(rule));
            }
        }
    }

    private void measure(RehearsedDatabase database, Work work) throws MoveFailedException {
        var before = size(database);
        var sampler = MemorySampler.start();
        Step step;
        try {
            step = work.run();
        } finally {
            sampler.close();
        }
        if (next == parts.size()) {
            parts.add(new Part(step, before, size(database)));
            step.notes().forEach(note -> notes.add(step.name() + ": " + note));
        }
        var part = parts.get(next++);
        part.times.add(step.duration());
        part.heap = Math.max(part.heap, sampler.heapBytes());
        part.resident = Math.max(part.resident, sampler.residentBytes());
    }

    private static long size(RehearsedDatabase database) {
        try (var reader = database.openReader()) {
            return reader.sizeBytes();
        }
    }

    List<Measured> measured() {
        return parts.stream().map(Part::measured).toList();
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
