package dev.signalbox.settings;

import dev.signalbox.settings.yaml.Complaints;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The variables of a {@code .env} file. Lines that set nothing are passed over, as its readers do.
 */
final class DotEnv {

    static final String FILE_NAME = ".env";
    private static final long MAX_BYTES = 1024 * 1024;
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*?)\\s*");

    private DotEnv() {}

    static Map<String, String> read(Path folder, Complaints complaints) {
        var variables = new LinkedHashMap<String, String>();
        var file = folder.resolve(FILE_NAME);
        try {
            if (!Files.isRegularFile(file)) {
                return variables;
            }
            if (Files.size(file) > MAX_BYTES) {
                complaints.error(
                        "file-too-large",
                        FILE_NAME,
                        "The file has more than %,d bytes".formatted(MAX_BYTES),
                        "See whether it is the right file.");
                return variables;
            }
            for (var line : Files.readAllLines(file)) {
                var matcher = LINE.matcher(line.startsWith("\uFEFF") ? line.substring(1) : line);
                if (matcher.matches()) {
                    variables.put(matcher.group(1), unquoted(matcher.group(2)));
                }
            }
        } catch (NoSuchFileException e) {
            return variables;
        } catch (MalformedInputException e) {
            complaints.error("not-utf-8", FILE_NAME, "The file is not UTF-8", "Save it as UTF-8.");
        } catch (IOException e) {
            complaints.error(
                    "file-unreadable",
                    FILE_NAME,
                    "The file cannot be read: " + e.getClass().getSimpleName(),
                    "Make it readable for this user.");
        }
        return variables;
    }

    private static String unquoted(String value) {
        if (value.startsWith("\"") || value.startsWith("'")) {
            var end = value.indexOf(value.charAt(0), 1);
            return end < 0 ? value : value.substring(1, end);
        }
        var comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }
}
