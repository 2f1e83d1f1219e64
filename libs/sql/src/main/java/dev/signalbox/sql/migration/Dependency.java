package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;

/**
 * Another migration that has to be applied first.
 *
 * @param name its version, file stem or file name, as written
 * @param position where it is named
 */
public record Dependency(String name, SourcePosition position) {}
