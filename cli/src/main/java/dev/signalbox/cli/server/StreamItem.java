package dev.signalbox.cli.server;

import dev.signalbox.cli.json.Node;

/** What a stream of server-sent events brings. */
public sealed interface StreamItem {

    /**
     * @param type the CloudEvents type
     * @param content {@code type}, {@code time}, {@code source}, {@code sequence}, {@code data}
     */
    record Event(String type, Node content) implements StreamItem {}

    /** A sign of life. */
    record Heartbeat() implements StreamItem {}

    /** The plan is in a final state; nothing follows. */
    record End(String state) implements StreamItem {}

    /** The connection ended before the plan did. */
    record Broken() implements StreamItem {}
}
