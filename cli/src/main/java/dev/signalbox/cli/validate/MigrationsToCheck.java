package dev.signalbox.cli.validate;

import java.nio.file.Path;
import java.util.Map;

/**
 * A folder of migrations.
 *
 * @param placeholders values by their names, for the formats that have placeholders
 */
public record MigrationsToCheck(Path folder, Map<String, String> placeholders) {

    public MigrationsToCheck {
        placeholders = Map.copyOf(placeholders);
    }
}
