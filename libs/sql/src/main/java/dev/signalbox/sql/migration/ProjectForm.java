package dev.signalbox.sql.migration;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has to be known to read a project's files: with the same form, the same files always say the
 * same.
 *
 * @param placeholders values by their names, for the formats that have placeholders
 */
public record ProjectForm(MigrationFormat format, Map<String, String> placeholders) {

    /** Of a project in Signalbox' own format. */
    public static final ProjectForm SIGNALBOX = of(MigrationFormat.SIGNALBOX);

    public ProjectForm {
        placeholders = Collections.unmodifiableMap(new TreeMap<>(placeholders));
    }

    public static ProjectForm of(MigrationFormat format) {
        return new ProjectForm(format, Map.of());
    }
}
