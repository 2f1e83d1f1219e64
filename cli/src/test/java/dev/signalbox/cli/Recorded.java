package dev.signalbox.cli;

/** JSON as the services send it. */
public final class Recorded {

    public static final String PLAN = ContractServer.PLAN;
    public static final String RUN = "0197f000-0000-7000-8000-000000000002";
    public static final String SNAPSHOT = "0197f000-0000-7000-8000-000000000003";

    private Recorded() {}

    public static String databases(String... ids) {
        var text = new StringBuilder("[");
        for (var id : ids) {
            text.append(text.length() > 1 ? "," : "")
                    .append("{\"id\":\"")
                    .append(id)
                    .append("\",\"engine\":\"sqlite\",\"url\":\"jdbc:sqlite:/srv/")
                    .append(id)
                    .append(".db\",\"environment\":\"development\",\"migrations\":\"/srv/m\"}");
        }
        return text.append("]").toString();
    }

    public static String accepted() {
        return accepted(PLAN);
    }

    public static String accepted(String plan) {
        return "{\"event\":\"e-1\",\"plan\":\"" + plan + "\"}";
    }

    public static String view(String state, String more) {
        return "{\"plan\":\"%s\",\"database\":\"kb\",\"state\":\"%s\",\"actor\":{\"kind\":\"user\",\"id\":\"local:alice\"},\"authenticated\":true,\"requestedAt\":\"2026-05-01T12:00:00Z\"%s}"
                .formatted(PLAN, state, more);
    }

    /** A plan of a snapshot and one migration, as {@code document}. */
    public static String document() {
        return """
        ,"hash":"abab","document":{"plan":"%s","database":"kb","engine":"sqlite",
        "environment":"development","goal":{"migrateTo":"latest"},"summary":"1 migration",
        "requestedBy":{"kind":"user","id":"local:alice"},"plannedAt":"2026-05-01T12:00:00Z",
        "start":{"fingerprint":"f","applied":["001_a"]},
        "execution":{"timeout":"PT1M","force":false},"fromVersion":"1","toVersion":"2",
        "steps":[
          {"kind":"snapshot","id":1,"sentence":"Take a snapshot of kb",
           "estimate":{"duration":"PT0.2S","source":"4,096 bytes at 20 MB/s"},
           "risk":{"level":"LOW","causes":[]},"undo":"Nothing to undo"},
          {"kind":"applyScript","id":2,"sentence":"Apply 002_b: a second table",
           "migration":"002_b","version":"2","name":"b","file":"002_b.sql",
           "checksum":{"algorithm":"tokens-1","hex":"cd"},
           "rawChecksum":{"algorithm":"sha256","hex":"ef"},"statements":3,"tables":["b"],
           "expectedRows":12000,"reversible":true,"locks":"the whole file, while it writes",
           "estimate":{"duration":"PT1.5S","source":"declared in 002_b.sql"},
           "risk":{"level":"MEDIUM","causes":["drops table a"]},
           "undo":"Runs its DOWN section"}],
        "risk":{"level":"MEDIUM","causes":["drops table a"]},
        "estimate":{"duration":"PT1.7S","source":"the sum of its steps"},
        "downtimeRequired":false,
        "warnings":[{"severity":"WARNING","code":"no-index","message":"No index on b.a_id",
                     "remedy":"Add one."}],"files":[]}"""
                .formatted(PLAN);
    }

    /** A view's document of these steps alone. */
    public static String steps(String... steps) {
        return ",\"document\":{\"plan\":\"%s\",\"database\":\"kb\",\"summary\":\"a way back\",\"steps\":[%s]}"
                .formatted(PLAN, String.join(",", steps));
    }

    /** The DOWN of 002_b, which drops table b and changes rows of a. */
    public static String revert(boolean saves) {
        return """
        {"kind":"revertScript","id":1,"sentence":"Undo 002_b","migration":"002_b","version":"2",
         "file":"002_b.sql","statements":2,"tried":true,"saves":%1$s,"rollbackSafe":%1$s,"locks":"the whole file",
         "effects":[
          {"table":"b","dropped":true,"columns":[],"rowsBefore":12,"rowsLost":12,"rowsChanged":0},
          {"table":"a","dropped":false,"columns":["score"],"rowsBefore":3,"rowsLost":1,"rowsChanged":2}]}"""
                .formatted(saves);
    }

    /** A DOWN that loses nothing. */
    public static String harmlessRevert() {
        return """
        {"kind":"revertScript","id":1,"sentence":"Undo 002_b","migration":"002_b","version":"2",
         "file":"002_b.sql","statements":1,"tried":true,"saves":true,"rollbackSafe":true,
         "effects":[]}""";
    }

    public static String restore() {
        return """
        {"kind":"restore","id":2,"sentence":"Restore kb","snapshot":"%s","sha256":"ab",
         "fingerprint":"ff","version":"1","rows":{"entries":20000}}"""
                .formatted(SNAPSHOT);
    }

    public static String repair() {
        return """
        {"kind":"repairHistory","id":1,"sentence":"Record 001_a as its file is","migration":"001_a",
         "file":"001_a.sql","recorded":{"algorithm":"t","hex":"01"},
         "checksum":{"algorithm":"t","hex":"02"},"differences":["001_a.sql:2: 'a' is 'b' now"]}""";
    }

    public static String event(String type, int sequence, String data) {
        return "event: dev.signalbox.%s.v1\ndata: {\"type\":\"dev.signalbox.%s.v1\",\"time\":\"2026-05-01T12:00:%02dZ\",\"source\":\"/signalbox/executor\",\"sequence\":%d,\"data\":%s}\n\n"
                .formatted(type, type, sequence, sequence, data);
    }

    public static String end(String state) {
        return "event: end\ndata: {\"state\":\"" + state + "\"}\n\n";
    }

    public static String beginning() {
        return ":\n\n"
                + event(
                        "plan.proposed",
                        1,
                        "{\"plan\":\"%s\",\"database\":\"kb\",\"hash\":\"ab\",\"summary\":\"1 migration\",\"steps\":2,\"migrations\":1,\"risk\":{\"level\":\"MEDIUM\",\"causes\":[\"drops table a\"]},\"estimate\":{\"duration\":\"PT1.5S\",\"source\":\"declared\"},\"downtimeRequired\":false,\"approvalRequired\":false,\"dryRun\":false,\"findings\":[]}"
                                .formatted(PLAN))
                + event("run.started", 2, run("\"executor\":\"host-1\",\"resumed\":false"))
                + event(
                        "step.started",
                        3,
                        run("\"step\":1,\"of\":2,\"sentence\":\"Take a snapshot of kb\""));
    }

    public static String completed() {
        return beginning()
                + event(
                        "snapshot.completed",
                        4,
                        "{\"snapshot\":\"%s\",\"database\":\"kb\",\"plan\":\"%s\",\"manifest\":%s}"
                                .formatted(SNAPSHOT, PLAN, manifest()))
                + event(
                        "step.completed",
                        5,
                        run("\"step\":1,\"duration\":\"PT0.12S\",\"rows\":0,\"adopted\":false"))
                + event("step.started", 6, run("\"step\":2,\"of\":2,\"sentence\":\"Apply 002_b\""))
                + event(
                        "step.progressed",
                        7,
                        run(
                                "\"step\":2,\"done\":3000,\"total\":12000,\"unit\":\"rows\",\"rate\":1500.4,\"eta\":\"PT6S\""))
                + event(
                        "step.completed",
                        8,
                        run("\"step\":2,\"duration\":\"PT1.5S\",\"rows\":12000,\"adopted\":false"))
                + event(
                        "run.completed",
                        9,
                        run(
                                "\"duration\":\"PT1.7S\",\"rows\":12000,\"version\":\"2\",\"fingerprint\":\"ff\""))
                + end("COMPLETED");
    }

    public static String failed(boolean rolledBack, boolean operator) {
        return beginning()
                + event(
                        "step.failed",
                        4,
                        run(
                                "\"step\":1,\"error\":\"no such table: a\",\"file\":\"002_b.sql\",\"statement\":2,\"line\":7,\"column\":3,\"sqlState\":\"SQLITE_ERROR\",\"hint\":\"Create it first.\""))
                + event(
                        "run.failed",
                        5,
                        run(
                                "\"error\":\"no such table: a\",\"rollbackPerformed\":%s,\"needsOperator\":%s,\"state\":\"kb is at version 1.\""
                                        .formatted(rolledBack, operator)))
                + end(operator ? "NEEDS_OPERATOR" : "FAILED");
    }

    public static String manifest() {
        return "{\"snapshot\":\"%s\",\"database\":\"kb\",\"plan\":\"%s\",\"engine\":\"sqlite\",\"file\":\"kb.db\",\"bytes\":4300000,\"sha256\":\"ab\",\"version\":\"1\",\"fingerprint\":\"ff\",\"rows\":{\"entries\":20000},\"takenAt\":\"2026-05-01T12:00:00Z\",\"duration\":\"PT0.02S\",\"reason\":\"before\",\"folder\":\"/srv/s\"}"
                .formatted(SNAPSHOT, PLAN);
    }

    public static String run(String more) {
        return "{\"plan\":\"%s\",\"run\":\"%s\",\"database\":\"kb\",%s}".formatted(PLAN, RUN, more);
    }
}
