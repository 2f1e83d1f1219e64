package dev.signalbox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What is asked for: the latest version of a database. */
final class Requests {

    private Requests() {}

    static byte[] data(String database) {
        return "{\"database\":\"%s\",\"goal\":{\"migrateTo\":\"latest\"}}"
                .formatted(database)
                .getBytes(UTF_8);
    }
}
