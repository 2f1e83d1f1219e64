package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.plan.PlannedStep.MadeObject;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.util.List;
import org.junit.jupiter.api.Test;

class MadeObjectsTest {

    private static List<String> left(String... scripts) throws Exception {
        var made = new MadeObjects();
        var number = 0;
        for (var script : scripts) {
            number++;
            made.follow("00" + number, SqliteSplitter.split(script, SourcePosition.START));
        }
        return made.left().stream().map(MadeObjectsTest::text).toList();
    }

    private static String text(MadeObject made) {
        return made.type() + " " + made.name() + " of " + made.migration();
    }

    @Test
    void whatIsDroppedAgainIsNotExpected() throws Exception {
        assertThat(
                        left(
                                "CREATE TABLE a (x); CREATE INDEX ax ON a (x); CREATE VIEW v AS"
                                        + " SELECT 1; CREATE TABLE b (y);",
                                "DROP TABLE A; DROP VIEW v;"))
                .containsExactly("table b of 001");
    }

    @Test
    void aRebuiltTableIsExpectedUnderItsLastName() throws Exception {
        assertThat(
                        left(
                                "CREATE TABLE a_new (x NOT NULL); INSERT INTO a_new SELECT x FROM a;"
                                        + " DROP TABLE a; ALTER TABLE a_new RENAME TO a; CREATE INDEX"
                                        + " ax ON a (x); CREATE TRIGGER t AFTER INSERT ON a BEGIN"
                                        + " SELECT 1; END;"))
                .containsExactly("table a of 001", "index ax of 001", "trigger t of 001");
    }

    @Test
    void whatIsTemporaryIsNotExpected() throws Exception {
        assertThat(
                        left(
                                "CREATE TEMP TABLE a (x); CREATE TEMPORARY VIEW v AS SELECT 1;"
                                        + " CREATE TABLE temp.b (x); CREATE VIRTUAL TABLE f USING"
                                        + " fts5(x);"))
                .containsExactly("table f of 001");
    }
}
