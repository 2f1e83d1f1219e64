package dev.signalbox.database;

/**
 * A table's rows in short, whatever their order and the order of the columns.
 *
 * @param digest lower-case hexadecimal; equal digests mean equal rows
 */
public record TableDigest(String table, long rows, String digest) {}
