package dev.signalbox.analysis.schema;

import org.jspecify.annotations.Nullable;

/**
 * @param type as declared; empty when not
 * @param defaultValue as SQL; null when there is none
 * @param primaryKey the place in the primary key from 1 on; 0 outside of it
 * @param generated computed from others, stored or not
 */
public record Column(
        String name,
        String type,
        boolean notNull,
        @Nullable String defaultValue,
        int primaryKey,
        boolean generated) {}
