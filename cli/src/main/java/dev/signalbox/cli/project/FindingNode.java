package dev.signalbox.cli.project;

import dev.signalbox.cli.json.Node;
import dev.signalbox.events.Finding;
import java.util.LinkedHashMap;

/** A finding that was made here, as the services give theirs. */
public final class FindingNode {

    private FindingNode() {}

    /** Of a file. */
    public static Node of(dev.signalbox.sql.Finding finding) {
        var node = new LinkedHashMap<String, Object>();
        node.put("severity", "ERROR");
        node.put("code", finding.code());
        var position = finding.position();
        node.put("where", finding.file() + (position == null ? "" : ":" + position));
        node.put("message", finding.message());
        node.put("remedy", finding.remedy());
        return Node.of(node);
    }

    public static Node of(Finding finding) {
        var node = new LinkedHashMap<String, Object>();
        node.put("severity", finding.severity().name());
        node.put("code", finding.code());
        if (finding.where() != null) {
            node.put("where", finding.where());
        }
        node.put("message", finding.message());
        if (finding.remedy() != null) {
            node.put("remedy", finding.remedy());
        }
        return Node.of(node);
    }
}
