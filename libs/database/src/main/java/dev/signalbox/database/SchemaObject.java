package dev.signalbox.database;

/**
 * Something that has a name in a schema.
 *
 * @param type table, index, view or trigger
 * @param table that it is on; a table's or view's own name
 */
public record SchemaObject(String type, String name, String table) {}
