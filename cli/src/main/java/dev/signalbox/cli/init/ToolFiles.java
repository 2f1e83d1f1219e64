package dev.signalbox.cli.init;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings of other tools as far as they say where database and migrations are. */
final class ToolFiles {

    private static final long MAX_BYTES = 1024 * 1024;
    private static final Pattern TOML =
            Pattern.compile("(?m)^\\s*(\\w+)\\s*=\\s*(\\[[^\\]]*\\]|\"[^\"\\n]*\"|'[^'\\n]*')");
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']*)[\"']");
    private static final Pattern PRISMA_URL =
            Pattern.compile("(?s)datasource\\s+\\w+\\s*\\{[^}]*?\\burl\\s*=\\s*\"file:([^\"]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:env[.:])?(\\w+)[^}]*\\}");

    private final Path folder;
    private final Map<String, String> variables;

    /**
     * @param variables of the process and of {@code .env}
     */
    ToolFiles(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /** In the order in which they count. */
    List<ToolSettings> read() {
        var found = new ArrayList<ToolSettings>();
        for (var name : List.of("flyway.conf", "conf/flyway.conf")) {
            text(name).map(t -> flyway(name, t)).ifPresent(found::add);
        }
        text("flyway.toml").map(ToolFiles::flywayToml).ifPresent(found::add);
        for (var name :
                List.of("application.properties", "src/main/resources/application.properties")) {
            text(name).map(t -> application(name, t)).ifPresent(found::add);
        }
        text("diesel.toml")
                .map(t -> tomlText(t, "dir", "migrations"))
                .ifPresent(dir -> found.add(ToolSettings.ofFolder("diesel.toml", dir)));
        prisma().ifPresent(found::add);
        variable("DBMATE_MIGRATIONS_DIR").ifPresent(found::add);
        variable("GOOSE_MIGRATION_DIR").ifPresent(found::add);
        goose().ifPresent(found::add);
        return found;
    }

    private Optional<ToolSettings> variable(String name) {
        return value(name).map(dir -> ToolSettings.ofFolder(name, dir));
    }

    private Optional<ToolSettings> goose() {
        return value("GOOSE_DRIVER")
                .filter(d -> d.startsWith("sqlite"))
                .flatMap(d -> value("GOOSE_DBSTRING"))
                .map(url -> ToolSettings.ofUrl("GOOSE_DBSTRING", asUrl(url)));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name))
                .map(String::strip)
                .filter(v -> !v.isEmpty());
    }

    /** Some tools take a bare path for the address of a SQLite file. */
    static String asUrl(String text) {
        return text.contains(":") ? text : "sqlite:" + text;
    }

    private static ToolSettings flyway(String name, String text) {
        var properties = properties(text);
        return new ToolSettings(
                name,
                properties.getProperty("flyway.url", "").strip(),
                locations(properties.getProperty("flyway.locations", "")),
                properties.getProperty("flyway.user", "").strip(),
                secret(properties.getProperty("flyway.password"), "FLYWAY_PASSWORD"));
    }

    private static ToolSettings flywayToml(String text) {
        return new ToolSettings(
                "flyway.toml",
                tomlText(text, "url", ""),
                locations(String.join(",", tomlTexts(text, "locations"))),
                tomlText(text, "user", ""),
                secret(tomlText(text, "password", ""), "FLYWAY_PASSWORD"));
    }

    /** Of Spring Boot or Quarkus. */
    private static ToolSettings application(String name, String text) {
        var properties = properties(text);
        return new ToolSettings(
                name,
                first(
                        properties,
                        "spring.flyway.url",
                        "spring.datasource.url",
                        "quarkus.datasource.jdbc.url"),
                locations(first(properties, "spring.flyway.locations", "quarkus.flyway.locations")),
                first(
                        properties,
                        "spring.flyway.user",
                        "spring.datasource.username",
                        "quarkus.datasource.username"),
                secret(
                        first(
                                properties,
                                "spring.flyway.password",
                                "spring.datasource.password",
                                "quarkus.datasource.password"),
                        "DATABASE_PASSWORD"));
    }

    private static String first(Properties properties, String... names) {
        return Arrays.stream(names)
                .map(n -> properties.getProperty(n, "").strip())
                .filter(v -> !v.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Its paths are relative to the schema's folder. */
    private Optional<ToolSettings> prisma() {
        var name = "prisma/schema.prisma";
        return text(name)
                .map(PRISMA_URL::matcher)
                .filter(Matcher::find)
                .map(m -> Path.of("prisma").resolve(m.group(1)).normalize())
                .map(file -> ToolSettings.ofUrl(name, "sqlite:" + file));
    }

    /** As Flyway reads them: {@code filesystem:} from here, {@code classpath:} from the sources. */
    private static List<String> locations(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.contains("{") && !l.contains("*"))
                .map(
                        l ->
                                l.startsWith("filesystem:")
                                        ? l.substring("filesystem:".length())
                                        : "src/main/resources/"
                                                + l.replaceFirst("^classpath:/?", ""))
                .toList();
    }

    /** The variable that the password comes from, else the one that it is to come from. */
    private static String secret(
            @org.jspecify.annotations.Nullable String value, String otherwise) {
        if (value == null || value.isBlank()) {
            return "";
        }
        var variable = VARIABLE.matcher(value);
        return variable.find() ? variable.group(1) : otherwise;
    }

    private static String tomlText(String text, String key, String absent) {
        return tomlTexts(text, key).stream().findFirst().orElse(absent);
    }

    private static List<String> tomlTexts(String text, String key) {
        return TOML.matcher(text)
                .results()
                .filter(r -> r.group(1).equals(key))
                .flatMap(r -> QUOTED.matcher(r.group(2)).results())
                .map(r -> r.group(1))
                .toList();
    }

    private static Properties properties(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            // A file that cannot be understood says nothing; its tool will complain of it.
            return new Properties();
        }
        return properties;
    }

    private Optional<String> text(String name) {
        var file = folder.resolve(name);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
