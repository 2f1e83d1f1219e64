package dev.signalbox.cli.demo;

import dev.signalbox.cli.json.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must be true afterwards. Each check is a sentence; those that do not hold are kept. */
final class Checks {

    private final List<String> held = new ArrayList<>();
    private final List<String> deviations = new ArrayList<>();

    void expect(String sentence, Object expected, Object found) {
        if (expected.equals(found)) {
            held.add(sentence);
        } else {
            deviations.add(sentence + ": expected " + expected + ", found " + found);
        }
    }

    List<String> held() {
        return List.copyOf(held);
    }

    List<String> deviations() {
        return List.copyOf(deviations);
    }

    /** Looks into the file itself. */
    void database(KnowledgeBase database, Map<String, Long> before) throws IOException {
        expect("the file is sound", List.of("ok"), database.texts("PRAGMA integrity_check"));
        expect("no row refers to nothing", List.of(), database.texts("PRAGMA foreign_key_check"));
        expect("every row survived the rebuild", before, database.rows());
        expect(
                "the ledger has every migration once",
                SampleProject.MIGRATIONS,
                database.texts(
                        "SELECT migration_id FROM _migration_history ORDER BY migration_id"));
        var entries = before.getOrDefault("entries", 0L);
        expect(
                "every entry has its score and error code",
                entries,
                database.number(
                        "SELECT count(*) FROM entries WHERE success_rate BETWEEN 0 AND 1 AND"
                                + " error_code <> ''"));
        expect(
                "every entry has its tags as rows",
                entries,
                database.number("SELECT count(DISTINCT entry_id) FROM entry_tags"));
        expect(
                "the view counts them all",
                entries,
                database.number("SELECT sum(entries) FROM category_health"));
    }

    void status(Node status) {
        expect("nothing is pending", 0, status.items("pending").size());
        expect("there is no drift", 0, status.items("drift").size());
        expect(
                "the planner sees every migration",
                SampleProject.MIGRATIONS,
                status.items("applied").stream().map((Node m) -> m.text("migration")).toList());
    }

    void snapshots(List<Node> snapshots, long entries) {
        expect("one snapshot was taken", 1, snapshots.size());
        for (var snapshot : snapshots) {
            expect(
                    "the snapshot has every entry, from before the run",
                    entries,
                    snapshot.get("rows").number("entries"));
        }
    }
}
