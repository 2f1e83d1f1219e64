package dev.signalbox.executor.domain;

import java.util.List;

/** Final. */
public record Completed(Header header) implements Run {

    @Override
    public String state() {
        return "COMPLETED";
    }

    @Override
    public List<String> waysOut() {
        return List.of();
    }
}
