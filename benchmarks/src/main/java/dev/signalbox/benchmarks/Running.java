package dev.signalbox.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A signalbox that runs for a folder, as its instance file tells of it. */
record Running(String url, String token, String kafka, long pid) {

    static Running in(Path folder) throws IOException {
        var file = folder.resolve(".signalbox/instance.json");
        var json = Json.read(Files.readAllBytes(file), JsonNode.class);
        return new Running(
                json.get("url").asText(),
                json.get("token").asText(),
                json.get("kafka").asText(),
                json.get("pid").asLong());
    }

    /** Megabytes that are in memory; nothing where the system does not say it this way. */
    Optional<Double> residentMegabytes() throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                .findFirst();
    }
}
