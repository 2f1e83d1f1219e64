package dev.signalbox.cli.init;

import java.util.List;

/**
 * What another tool's settings say of its database and migrations.
 *
 * @param source the file, relative to the project, or the variable
 * @param url empty when none is said
 * @param folders of migrations, relative to the project, as the tool finds them
 * @param user empty when none is said
 * @param password where the password is to be kept from now on; empty when none is said
 */
record ToolSettings(String source, String url, List<String> folders, String user, String password) {

    ToolSettings {
        folders = List.copyOf(folders);
    }

    static ToolSettings ofFolder(String source, String folder) {
        return new ToolSettings(source, "", List.of(folder), "", "");
    }

    static ToolSettings ofUrl(String source, String url) {
        return new ToolSettings(source, url, List.of(), "", "");
    }
}
