package dev.signalbox.database;

/**
 * A checksum and how it was computed.
 *
 * @param algorithm checksums of different algorithms say nothing about each other
 */
public record Checksum(String algorithm, String value) {}
