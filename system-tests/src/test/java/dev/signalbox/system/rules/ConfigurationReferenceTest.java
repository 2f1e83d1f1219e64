package dev.signalbox.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.signalbox.system.harness.Installation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be configured, with its defaults: as the code has it, and as the reference says. */
class ConfigurationReferenceTest {

    private static final String NONE = "";

    /** {@code | `signalbox.executor.lock-timeout` | `5m` | …}; an empty second cell: no default. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(signalbox\\.[a-z.-]+)` \\| (?:`([^`|]*)`)?[^|]*\\|");

    private static final Map<String, String> PINNED =
            Map.ofEntries(
                    Map.entry("signalbox.folder", "."),
                    Map.entry("signalbox.token-file", NONE),
                    Map.entry("signalbox.trusted-keys", NONE),
                    Map.entry("signalbox.topics.partitions", "12"),
                    Map.entry("signalbox.topics.replication", "-1"),
                    Map.entry("signalbox.data", ".signalbox"),
                    Map.entry("signalbox.idle-stop", NONE),
                    Map.entry("signalbox.http.port", "0"),
                    Map.entry("signalbox.kafka.port", "0"),
                    Map.entry("signalbox.planner.key", NONE),
                    Map.entry("signalbox.planner.store", NONE),
                    Map.entry("signalbox.planner.start-within", "1h"),
                    Map.entry("signalbox.executor.key", NONE),
                    Map.entry("signalbox.executor.store", NONE),
                    Map.entry("signalbox.executor.workers", "4"),
                    Map.entry("signalbox.executor.run-lease", "30s"),
                    Map.entry("signalbox.executor.database-lease", "30s"),
                    Map.entry("signalbox.executor.lock-timeout", "5m"),
                    Map.entry("signalbox.executor.lock-notice", "5s"),
                    Map.entry("signalbox.executor.attempts", "3"),
                    Map.entry("signalbox.executor.parked-for", "10m"),
                    Map.entry("signalbox.backup.key", NONE),
                    Map.entry("signalbox.backup.store", NONE),
                    Map.entry("signalbox.backup.snapshots", NONE),
                    Map.entry("signalbox.backup.workers", "2"),
                    Map.entry("signalbox.backup.lock-timeout", "10s"),
                    Map.entry("signalbox.audit.key", NONE),
                    Map.entry("signalbox.audit.store", NONE));

    @Test
    void keysAndDefaultsArePinned() {
        assertThat(ofTheCode()).containsExactlyInAnyOrderEntriesOf(PINNED);
    }

    @Test
    void referenceHasEveryKeyWithItsDefaultAndNoOther() throws IOException {
        var text = Files.readString(Installation.home().resolve("docs/configuration.md"));
        var documented = new TreeMap<String, String>();
        ROW.matcher(text)
                .results()
                .forEach(
                        row ->
                                assertThat(documented.put(row.group(1), cell(row)))
                                        .as(row.group(1) + " stands there once")
                                        .isNull());

        assertThat(documented).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(ofTheCode()));
    }

    private static String cell(MatchResult row) {
        return row.group(2) == null ? NONE : row.group(2);
    }

    private static Map<String, String> ofTheCode() {
        var keys = new TreeMap<String, String>();
        new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.signalbox")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(
                                type ->
                                        collect(
                                                type.getAnnotation(ConfigMapping.class).prefix(),
                                                type,
                                                keys));
        return keys;
    }

    private static void collect(String prefix, Class<?> mapping, Map<String, String> keys) {
        for (var method : mapping.getMethods()) {
            assertThat(method.isAnnotationPresent(WithParentName.class)).isFalse();
            var key = prefix + "." + name(method);
            if (method.getReturnType().isInterface()
                    && method.getReturnType().getName().startsWith("dev.signalbox.")) {
                collect(key, method.getReturnType(), keys);
            } else {
                var before = keys.put(key, fallback(method));
                assertThat(before).as(key + " is mapped once").isNull();
            }
        }
    }

    private static String name(Method method) {
        var given = method.getAnnotation(WithName.class);
        return given != null
                ? given.value()
                : method.getName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String fallback(Method method) {
        return Optional.ofNullable(method.getAnnotation(WithDefault.class))
                .map(WithDefault::value)
                .orElse(NONE);
    }
}
