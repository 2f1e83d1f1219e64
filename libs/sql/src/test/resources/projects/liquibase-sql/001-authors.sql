--liquibase formatted sql
--property name:table value:authors

--changeset alice:create-authors labels:first,second
--comment who writes
CREATE TABLE ${table} (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
--rollback DROP TABLE ${table};

--changeset bob:only-elsewhere dbms:postgresql
CREATE EXTENSION citext;
