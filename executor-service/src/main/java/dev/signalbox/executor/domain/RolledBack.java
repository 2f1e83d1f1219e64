package dev.signalbox.executor.domain;

import java.util.List;

/** Final: it failed, and nothing of it is in force. */
public record RolledBack(Header header) implements Run {

    @Override
    public String state() {
        return "ROLLED_BACK";
    }

    @Override
    public List<String> waysOut() {
        return List.of();
    }
}
