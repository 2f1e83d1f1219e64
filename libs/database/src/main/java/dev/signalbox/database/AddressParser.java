package dev.signalbox.database;

import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.sql.migration.ForeignKeys;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Reads a database's URL. */
final class AddressParser {

    private static final Set<String> ENCRYPTION =
            Set.of("key", "hexkey", "password", "cipher", "hexkey_mode", "textkey");

    private AddressParser() {}

    static DatabaseAddress parse(String url, Path baseDirectory) {
        String text = url.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:sqlite:")) {
            return sqlite(url, text.substring("jdbc:sqlite:".length()), baseDirectory);
        }
        if (lower.startsWith("sqlite:")) {
            return sqlite(url, text.substring("sqlite:".length()), baseDirectory);
        }
        throw invalid(
                withoutSecrets(url),
                "is not a URL that is understood",
                "Write jdbc:sqlite:path/to/file.db, or sqlite:./path/to/file.db.");
    }

    private static DatabaseAddress sqlite(String url, String rest, Path baseDirectory) {
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        String parameters = question < 0 ? "" : rest.substring(question + 1);
        boolean uri = path.regionMatches(true, 0, "file:", 0, 5);
        String plain = uri ? decoded(path.substring(5), url) : path;
        if (plain.startsWith("//")) {
            plain = plain.substring(2);
        }
        if (plain.isBlank() || plain.startsWith(":")) {
            throw invalid(
                    withoutSecrets(url),
                    "names no file, and only a database in a file can be managed",
                    "Write jdbc:sqlite:path/to/file.db.");
        }
        return new DatabaseAddress.SqliteFile(
                resolved(url, plain, baseDirectory), foreignKeys(url, parameters));
    }

    private static Path resolved(String url, String path, Path baseDirectory) {
        try {
            return baseDirectory.resolve(path);
        } catch (InvalidPathException e) {
            throw invalid(
                    withoutSecrets(url),
                    "holds no valid path: " + e.getReason(),
                    "Write jdbc:sqlite:path/to/file.db.");
        }
    }

    private static ForeignKeys foreignKeys(String url, String parameters) {
        ForeignKeys result = ForeignKeys.UNSPECIFIED;
        for (String parameter : parameters.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name =
                    (equals < 0 ? parameter : parameter.substring(0, equals))
                            .toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (ENCRYPTION.contains(name)) {
                throw invalid(
                        withoutSecrets(url),
                        "asks for encryption (" + name + "), which is not supported",
                        "Only plain SQLite files can be managed.");
            }
            if (name.equals("foreign_keys")) {
                result = enforcement(url, value);
            }
        }
        return result;
    }

    private static ForeignKeys enforcement(String url, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes", "1" -> ForeignKeys.ON;
            case "off", "false", "no", "0" -> ForeignKeys.OFF;
            default ->
                    throw invalid(
                            withoutSecrets(url),
                            "has foreign_keys=" + value + ", which is neither on nor off",
                            "Write foreign_keys=on or foreign_keys=off.");
        };
    }

    private static String decoded(String path, String url) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    withoutSecrets(url),
                    "has a malformed %-escape",
                    "Write a literal per cent sign as %25.");
        }
    }

    /** A URL may hold a password before an @ or in its parameters; neither may reach a message. */
    private static String withoutSecrets(String url) {
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        return path.replaceAll("//[^/@]*@", "//…@");
    }

    private static DatabaseException invalid(String url, String problem, String remedy) {
        return new DatabaseException(Reason.INVALID_ADDRESS, url, problem, remedy);
    }
}
