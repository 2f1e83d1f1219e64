package dev.signalbox.cli.validate;

import dev.signalbox.analysis.Fixing;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.cli.json.Node;
import java.util.List;

/**
 * What came out.
 *
 * @param fixes what became of each fix; empty when none was asked for
 * @param verifications what the databases themselves say, as their server gives it
 */
public record Report(
        int migrations,
        int statements,
        List<Entry> entries,
        List<Fixing.Outcome> fixes,
        List<Node> verifications) {

    public Report {
        entries = List.copyOf(entries);
        fixes = List.copyOf(fixes);
        verifications = List.copyOf(verifications);
    }

    public long count(Severity severity) {
        return entries.stream().filter(e -> e.diagnosis().severity() == severity).count();
    }

    /** Findings of a database's verification. */
    List<Node> ofDatabases() {
        return verifications.stream().flatMap(v -> v.items("findings").stream()).toList();
    }
}
