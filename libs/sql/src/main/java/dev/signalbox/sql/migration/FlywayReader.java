package dev.signalbox.sql.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.sql.Excerpt;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link MigrationFormat#FLYWAY}, with its standard prefixes, separator and placeholders. */
final class FlywayReader implements FormatReader {

    static final String SETTINGS_SUFFIX = ".conf";

    private static final Map<String, HookEvent> CALLBACKS =
            Map.of(
                    "beforemigrate", HookEvent.BEFORE_RUN,
                    "beforeeachmigrate", HookEvent.BEFORE_EACH,
                    "aftereachmigrate", HookEvent.AFTER_EACH,
                    "aftermigrate", HookEvent.AFTER_RUN,
                    "aftermigrateapplied", HookEvent.AFTER_RUN,
                    "aftermigrateerror", HookEvent.ON_FAILURE,
                    "beforeundo", HookEvent.BEFORE_ROLLBACK,
                    "afterundo", HookEvent.AFTER_ROLLBACK);

    @Override
    public void read(List<SourceFile> files, Reading reading) {
        Map<String, SourceFile> settings = new HashMap<>();
        Map<Version, SourceFile> undos = new TreeMap<>();
        List<SourceFile> scripts = new ArrayList<>();
        for (SourceFile file : files) {
            Optional<FlywayName> name = FlywayName.parse(file.name());
            if (file.name().endsWith(SETTINGS_SUFFIX)) {
                settings.put(withoutSettingsSuffix(file.path()), file);
            } else if (name.isEmpty()) {
                other(file, reading);
            } else if (name.get().prefix() == FlywayName.Prefix.UNDO) {
                @Nullable SourceFile first = undos.putIfAbsent(name.get().naming().version(), file);
                if (first != null) {
                    PairReader.refuseTwoDowns(file, first, reading);
                }
            } else {
                scripts.add(file);
            }
        }
        scripts.forEach(file -> script(file, undos, settings, reading));
        undos.values().forEach(undo -> refuseLonely(undo, reading));
    }

    private static String withoutSettingsSuffix(String path) {
        return path.substring(0, path.length() - SETTINGS_SUFFIX.length());
    }

    private static void script(
            SourceFile file,
            Map<Version, SourceFile> undos,
            Map<String, SourceFile> settings,
            Reading reading) {
        FlywayName name = FlywayName.parse(file.name()).orElseThrow();
        Properties said = settings(settings.get(file.path()), reading);
        boolean replace = !"false".equals(said.getProperty("placeholderReplacement"));
        List<SourceFile> consists = new ArrayList<>(List.of(file));
        @Nullable Script down = null;
        if (name.prefix() == FlywayName.Prefix.VERSIONED) {
            @Nullable SourceFile undo = undos.remove(name.naming().version());
            if (undo != null) {
                consists.add(undo);
                down = text(undo, true, reading);
            }
        }
        Optional.ofNullable(settings.get(file.path())).ifPresent(consists::add);
        reading.add(
                new Draft(
                        name.naming(),
                        name.kind(),
                        MigrationMetadata.NONE,
                        !"false".equals(said.getProperty("executeInTransaction")),
                        text(file, replace, reading),
                        down,
                        consists,
                        null));
    }

    private static Script text(SourceFile file, boolean replace, Reading reading) {
        Findings findings = reading.of(file);
        return FileText.decodePossiblyEmpty(file, findings)
                .map(
                        text ->
                                replace
                                        ? replaced(file, text, reading.form(), findings)
                                        : ReplacedText.unchanged(text))
                .map(text -> Script.whole(file, text))
                .orElseGet(() -> Script.nothing(file));
    }

    /** With the placeholders that Flyway has by itself, as far as they do not change. */
    static ReplacedText replaced(
            SourceFile file, String text, ProjectForm form, Findings findings) {
        Map<String, String> values = new HashMap<>();
        values.put("flyway:filename", file.name());
        values.put("flyway:table", "flyway_schema_history");
        values.put("flyway:defaultSchema", "main");
        values.putAll(form.placeholders());
        return new Placeholders(values, findings).in(text);
    }

    private static Properties settings(@Nullable SourceFile file, Reading reading) {
        Properties properties = new Properties();
        if (file == null) {
            return properties;
        }
        try {
            properties.load(new StringReader(new String(file.sharedBytes(), UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            reading.of(file)
                    .add(
                            null,
                            "script-settings",
                            "The settings of the script cannot be read: " + e.getMessage() + ".",
                            "Write lines such as executeInTransaction=false.");
        }
        if (!"UTF-8".equalsIgnoreCase(properties.getProperty("encoding", "UTF-8"))) {
            refuse(file, "encoding", properties, "Save the script as UTF-8.", reading);
        }
        if (!"true".equals(properties.getProperty("shouldExecute", "true"))) {
            refuse(
                    file,
                    "shouldExecute",
                    properties,
                    "Whether a migration runs must not hang on the moment: remove the setting, or"
                            + " the script.",
                    reading);
        }
        return properties;
    }

    private static void refuse(
            SourceFile file, String key, Properties said, String remedy, Reading reading) {
        reading.of(file)
                .add(
                        null,
                        "script-settings",
                        key + "=" + Excerpt.of(said.getProperty(key)) + " is not carried out here.",
                        remedy);
    }

    /** A callback, or a file that Flyway passes over, too. */
    private static void other(SourceFile file, Reading reading) {
        String name = file.name().toLowerCase(Locale.ROOT).replaceFirst("(__.*)?\\.sql$", "");
        @Nullable HookEvent event = CALLBACKS.get(name);
        if (event != null) {
            callback(file, event, reading);
        } else if (name.matches("(before|after|create)[a-z]+")) {
            reading.notice(
                    file,
                    "callback-passed-over",
                    "There is no moment here at which this callback of Flyway could run.",
                    "Those that run: beforeMigrate, beforeEachMigrate, afterEachMigrate,"
                            + " afterMigrate, afterMigrateError, beforeUndo, afterUndo.");
        } else {
            reading.notice(
                    file,
                    "passed-over",
                    "Its name is none that Flyway knows, and so it is no migration.",
                    "Name it like V1__create_users.sql or R__views.sql if it is one.");
        }
    }

    private static void callback(SourceFile file, HookEvent event, Reading reading) {
        Script script = text(file, true, reading);
        reading.add(new HookFile.Sql(event, file, reading.statementsOf(script)));
    }

    private static void refuseLonely(SourceFile undo, Reading reading) {
        reading.of(undo)
                .add(
                        null,
                        "down-without-up",
                        "There is no versioned migration that it could undo.",
                        "Give it the version of one, or remove it.");
    }
}
