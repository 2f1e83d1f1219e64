package dev.signalbox.cli.create;

import dev.signalbox.sql.migration.SourceFile;
import java.nio.charset.StandardCharsets;

/**
 * @param path relative to the folder of migrations
 */
record NewFile(String path, String text) {

    SourceFile source() {
        return new SourceFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
