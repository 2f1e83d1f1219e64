package dev.signalbox.database;

/**
 * The disk that a database lies on.
 *
 * @param place a folder on it
 * @param freeBytes that this user may still write
 */
public record DiskSpace(String place, long freeBytes) {}
