package dev.signalbox.executor.domain;

import java.util.List;

/** Final: an operator ended it; what it had done stands. */
public record Cancelled(Header header) implements Run {

    @Override
    public String state() {
        return "CANCELLED";
    }

    @Override
    public List<String> waysOut() {
        return List.of();
    }
}
