package dev.signalbox.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqliteClassifierTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    create table t (a)                              | CreateTable[table=t, temporary=false, ifNotExists=false]
                    CREATE/**/TABLE IF NOT EXISTS main."a""b" (c)    | CreateTable[table=a"b, temporary=false, ifNotExists=true]
                    CREATE TEMP TABLE [x y] (c)                      | CreateTable[table=x y, temporary=true, ifNotExists=false]
                    CREATE TABLE temp.t AS SELECT 1                  | CreateTable[table=t, temporary=true, ifNotExists=false]
                    CREATE TABLE temp (a)                            | CreateTable[table=temp, temporary=false, ifNotExists=false]
                    CREATE TABLE 'q''r' (a)                          | CreateTable[table=q'r, temporary=false, ifNotExists=false]
                    CREATE UNIQUE INDEX IF NOT EXISTS main.i ON `t` (a) | CreateIndex[index=i, table=t, unique=true]
                    CREATE INDEX i ON t (a) WHERE a > 1              | CreateIndex[index=i, table=t, unique=false]
                    CREATE TEMPORARY VIEW IF NOT EXISTS v AS SELECT 1 | CreateView[view=v]
                    CREATE TRIGGER trigger INSTEAD OF UPDATE OF a, of ON main.v BEGIN SELECT 1; END | CreateTrigger[trigger=trigger, table=v]
                    CREATE VIRTUAL TABLE IF NOT EXISTS f USING fts5(a) | CreateVirtualTable[table=f, module=fts5]
                    DROP TABLE IF EXISTS main.t                      | DropTable[table=t, ifExists=true]
                    DROP TABLE if                                    | Other[verb=DROP]
                    DROP INDEX i                                     | DropIndex[index=i]
                    DROP VIEW IF EXISTS v                            | DropView[view=v]
                    DROP TRIGGER main.t                              | DropTrigger[trigger=t]
                    ALTER TABLE main.t RENAME TO "u"                 | RenameTable[table=t, newName=u]
                    ALTER TABLE t RENAME a TO b                      | RenameColumn[table=t, column=a, newName=b]
                    ALTER TABLE t RENAME COLUMN [a] TO b             | RenameColumn[table=t, column=a, newName=b]
                    ALTER TABLE t ADD a TEXT                         | AddColumn[table=t, column=a]
                    ALTER TABLE t ADD COLUMN column TEXT             | AddColumn[table=t, column=column]
                    ALTER TABLE t ADD column integer                 | AddColumn[table=t, column=integer]
                    ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)     | Other[verb=ALTER]
                    ALTER TABLE t DROP CONSTRAINT c                  | Other[verb=ALTER]
                    ALTER TABLE t ALTER COLUMN a SET NOT NULL        | Other[verb=ALTER]
                    ALTER TABLE t DROP a                             | DropColumn[table=t, column=a]
                    ALTER TABLE t DROP COLUMN a                      | DropColumn[table=t, column=a]
                    INSERT INTO main.t VALUES (1), ((SELECT 2))      | Insert[table=t, fromQuery=false, replace=false]
                    INSERT OR REPLACE INTO t (select_) VALUES (1)    | Insert[table=t, fromQuery=false, replace=true]
                    INSERT OR IGNORE INTO t AS u (a) SELECT 1        | Insert[table=t, fromQuery=true, replace=false]
                    INSERT INTO t DEFAULT VALUES                     | Insert[table=t, fromQuery=false, replace=false]
                    INSERT INTO t WITH x AS (SELECT 1) SELECT * FROM x | Insert[table=t, fromQuery=true, replace=false]
                    REPLACE INTO t SELECT 1                          | Insert[table=t, fromQuery=true, replace=true]
                    WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x | Insert[table=t, fromQuery=true, replace=false]
                    WITH RECURSIVE x (a, b) AS NOT MATERIALIZED (SELECT 1), y AS (VALUES (1)) UPDATE t SET a = 1 WHERE b | Update[table=t, filtered=true]
                    WITH x AS MATERIALIZED (SELECT 1) DELETE FROM t  | Delete[table=t, filtered=false]
                    WITH x AS (SELECT 1) SELECT 1                    | Query[]
                    WITH x INSERT                                    | Other[verb=WITH]
                    UPDATE OR IGNORE t SET a = (SELECT b FROM c WHERE d) | Update[table=t, filtered=false]
                    UPDATE main.t AS u SET a = 1 FROM c WHERE u.a = 1 | Update[table=t, filtered=true]
                    DELETE FROM t                                    | Delete[table=t, filtered=false]
                    DELETE FROM "where"                              | Delete[table=where, filtered=false]
                    DELETE FROM t AS u where a                       | Delete[table=t, filtered=true]
                    SELECT 1                                         | Query[]
                    VALUES (1)                                       | Query[]
                    PRAGMA foreign_keys                              | Pragma[name=foreign_keys, value=]
                    pragma main.Foreign_Keys = ON                    | Pragma[name=foreign_keys, value=ON]
                    PRAGMA foreign_keys(1)                           | Pragma[name=foreign_keys, value=1]
                    PRAGMA cache_size = -2000                        | Pragma[name=cache_size, value=-2000]
                    PRAGMA foreign_keys = 'off'                      | Pragma[name=foreign_keys, value=off]
                    begin exclusive transaction                      | TransactionControl[verb=BEGIN]
                    END TRANSACTION                                  | TransactionControl[verb=END]
                    COMMIT                                           | TransactionControl[verb=COMMIT]
                    ROLLBACK                                         | TransactionControl[verb=ROLLBACK]
                    ROLLBACK TRANSACTION TO SAVEPOINT s              | SavepointControl[verb=ROLLBACK TO]
                    SAVEPOINT s                                      | SavepointControl[verb=SAVEPOINT]
                    RELEASE SAVEPOINT s                              | SavepointControl[verb=RELEASE]
                    VACUUM INTO 'x'                                  | OutsideTransaction[verb=VACUUM]
                    ATTACH 'x' AS y                                  | OutsideTransaction[verb=ATTACH]
                    DETACH y                                         | OutsideTransaction[verb=DETACH]
                    EXPLAIN QUERY PLAN SELECT 1                      | Other[verb=EXPLAIN]
                    ANALYZE t                                        | Other[verb=ANALYZE]
                    reindex                                          | Other[verb=REINDEX]
                    CREATE                                           | Other[verb=CREATE]
                    CREATE TABLE                                     | Other[verb=CREATE]
                    INSERT t                                         | Other[verb=INSERT]
                    (1)                                              | Other[verb=]
                    """)
    void statementsAreToldByTheirLeadingTokens(String statement, String kind) {
        assertThat(SqliteClassifier.classify(statement)).hasToString(kind);
    }
}
