package dev.signalbox.events;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): ordered by the time at which they were made. */
final class Uuids {

    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Uuids() {}

    static UUID next() {
        return GENERATOR.generate();
    }
}
