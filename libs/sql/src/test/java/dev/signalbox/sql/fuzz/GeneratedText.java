package dev.signalbox.sql.fuzz;

import java.util.List;
import java.util.Random;

/** Text that is like SQL, with all that makes it hard to cut into statements. */
final class GeneratedText {

    private static final List<String> PIECES =
            List.of(
                    "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x;y')",
                    "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END",
                    "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; END",
                    "CREATE TEMP TRIGGER IF NOT EXISTS \"a b\" BEFORE DELETE ON t BEGIN",
                    "CREATE VIEW v AS SELECT * FROM t",
                    "INSERT INTO t VALUES (1, x'00ff'), (.5e-3, 0x1F)",
                    "WITH q AS (SELECT 1) INSERT INTO t SELECT * FROM q",
                    "PRAGMA foreign_keys=OFF",
                    "PRAGMA foreign_keys=ON",
                    "PRAGMA journal_mode(WAL)",
                    "BEGIN",
                    "COMMIT",
                    "END",
                    "ROLLBACK TO a",
                    "SAVEPOINT a",
                    "RELEASE a",
                    "VACUUM",
                    "ATTACH 'x' AS y",
                    "EXPLAIN SELECT ?1, :a, @b, $c::d(e)",
                    "SELECT 1::text",
                    "$$ BEGIN RETURN; END $$");
    private static final List<String> ODD =
            List.of(
                    "'",
                    "''",
                    "\"",
                    "`",
                    "[",
                    "]",
                    "/*",
                    "*/",
                    "--",
                    ";",
                    ";;",
                    "(",
                    ")",
                    "\\",
                    "\0",
                    "\uFEFF",
                    "ä😀",
                    "\ud83d",
                    "\u2028",
                    "x'0",
                    "1e",
                    "0x",
                    "#1",
                    "!",
                    "$",
                    "${table}",
                    "${missing}",
                    "${x}",
                    "${",
                    "}",
                    "$HOME",
                    "CASE",
                    "END",
                    "\t",
                    "\f");
    private static final List<String> MARKERS =
            List.of(
                    "-- UP",
                    "-- DOWN",
                    "--UP",
                    "-- down",
                    "-- UP MIGRATION (x)",
                    "-- DOWN MIGRATION",
                    "-- @metadata {\"risk\": \"low\", \"dependencies\": [\"1\"]}",
                    "-- @metadata {",
                    "-- }",
                    "-- @name: x",
                    "-- @dependencies: [\"2_b\", 3]",
                    "-- @timestamp: 2024-01-31",
                    "-- migrate:up",
                    "-- migrate:down transaction:false",
                    "-- +goose Up",
                    "-- +goose Down",
                    "-- +goose StatementBegin",
                    "-- +goose NO TRANSACTION",
                    "-- +goose ENVSUB ON",
                    "-- no-transaction",
                    "--> statement-breakpoint",
                    "--liquibase formatted sql",
                    "--changeset a:b",
                    "--changeset \"a b\":\"c\" dbms:sqlite runOnChange:true",
                    "--changeset",
                    "--rollback DROP TABLE t;",
                    "--rollback empty",
                    "/* liquibase rollback",
                    "*/",
                    "--property name:table value:users",
                    "--preconditions onFail:HALT",
                    "--ignoreLines:2",
                    "--ignoreLines:start",
                    "--comment x");
    private static final List<String> LINE_ENDS = List.of("\n", "\n", "\n", "\r\n", "\r", " ");

    private final Random random;

    GeneratedText(Random random) {
        this.random = random;
    }

    String text() {
        StringBuilder text = new StringBuilder(random.nextInt(20) == 0 ? "\uFEFF" : "");
        for (int i = random.nextInt(25); i >= 0; i--) {
            text.append(piece()).append(pick(LINE_ENDS));
        }
        return text.toString();
    }

    String piece() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> pick(PIECES) + ";";
            case 3 -> pick(PIECES);
            case 4, 5 -> pick(MARKERS);
            case 6 -> pick(ODD);
            default -> "-- " + pick(ODD) + pick(PIECES);
        };
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
