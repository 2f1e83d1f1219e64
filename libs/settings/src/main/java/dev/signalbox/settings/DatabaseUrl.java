package dev.signalbox.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** A database's address, in JDBC's form or in the guides'. */
sealed interface DatabaseUrl {

    /**
     * @param jdbc with the absolute path
     */
    record Sqlite(String jdbc, Path file) implements DatabaseUrl {}

    /**
     * @param why what is wrong with it, without the address: it may contain a password
     */
    record Unusable(String code, String why, String remedy) implements DatabaseUrl {}

    String EXAMPLE = "Give such as jdbc:sqlite:data/app.db.";

    static DatabaseUrl of(String text, Path folder) {
        var url = text.strip();
        var lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:sqlite:")) {
            return sqlite(url.substring("jdbc:sqlite:".length()), folder);
        }
        if (lower.startsWith("sqlite:")) {
            return sqlite(withoutSlashes(url.substring("sqlite:".length())), folder);
        }
        if (lower.startsWith("sqlite3:")) {
            return sqlite(withoutSlashes(url.substring("sqlite3:".length())), folder);
        }
        if (lower.startsWith("file:")) {
            return sqlite(url, folder);
        }
        if (lower.matches("(?s)(jdbc:)?postgres(ql)?:.*")) {
            return new Unusable(
                    "engine-not-supported",
                    "This is a PostgreSQL database, and this version manages SQLite only",
                    "PostgreSQL comes with a later version. " + EXAMPLE);
        }
        return new Unusable("invalid-url", "This is no address of a SQLite database", EXAMPLE);
    }

    // sqlite://data/app.db and sqlite:///srv/app.db, as other tools write them
    private static String withoutSlashes(String rest) {
        return rest.startsWith("//") ? rest.substring(2) : rest;
    }

    private static DatabaseUrl sqlite(String rest, Path folder) {
        var query = rest.indexOf('?');
        var place = query < 0 ? rest : rest.substring(0, query);
        var parameters = query < 0 ? "" : rest.substring(query);
        var name = place.startsWith("file:") ? withoutSlashes(place.substring(5)) : place;
        if (name.isBlank() || name.contains(":memory:") || parameters.contains("mode=memory")) {
            return new Unusable(
                    "database-in-memory",
                    "A database in memory is seen by one connection only and cannot be managed",
                    EXAMPLE);
        }
        if (name.startsWith(":resource:")) {
            return new Unusable(
                    "invalid-url", "A database inside a jar cannot be changed", EXAMPLE);
        }
        try {
            var file = folder.resolve(name).normalize();
            return new Sqlite("jdbc:sqlite:" + file + parameters, file);
        } catch (InvalidPathException e) {
            return new Unusable("invalid-url", "The file's name is not possible here", EXAMPLE);
        }
    }
}
