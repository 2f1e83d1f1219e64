package dev.signalbox.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What must be true afterwards. Each check is a sentence; those that do not hold are kept. */
final class Checks {

    private final List<String> held = new ArrayList<>();
    private final List<String> deviations = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    void expect(String sentence, Object expected, Object found) {
        if (expected.equals(found)) {
            held.add(sentence);
            told.add(sentence);
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

    /** Those that hold and were not told yet. */
    List<String> news() {
        var news = List.copyOf(told);
        told.clear();
        return news;
    }

    void sound(SampleDatabase database) throws IOException {
        expect("the file is sound", List.of("ok"), database.texts("PRAGMA integrity_check"));
        expect("no row refers to nothing", List.of(), database.texts("PRAGMA foreign_key_check"));
    }

    /** What the transformations have made of the first version's rows. */
    void transformed(SampleDatabase database, long entries) throws IOException {
        expect(
                "all " + entries + " entries are there",
                entries,
                database.number("SELECT count(*) FROM kb_entries"));
        expect(
                "every ticket of old feedback is an incident, once",
                database.number(
                        "SELECT count(DISTINCT ticket_id) FROM feedback WHERE ticket_id IS NOT NULL"),
                database.number(
                        "SELECT count(*) FROM incidents WHERE ticket_id IN (SELECT ticket_id FROM"
                                + " feedback)"));
        expect(
                "every incident has its features for the models",
                0L,
                database.number(
                        "SELECT count(*) FROM incidents WHERE id NOT IN (SELECT incident_id FROM"
                                + " ml_incident_features)"));
        expect(
                "search finds what the entries say",
                database.number("SELECT count(*) FROM kb_entries WHERE problem LIKE '%S0C7%'") > 0,
                database.number("SELECT count(*) FROM kb_search WHERE kb_search MATCH 'S0C7'") > 0);
    }
}
