package dev.signalbox.settings;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.sql.Nearest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The databases that are managed and the policies of their environments.
 *
 * @param source the file, or the name of the variable, that the databases come from
 * @param databases by id, in the file's order; at least one
 * @param environments by name; every database's environment is among them
 * @param lint how much rules of {@code validate} matter, where the project says so
 */
public record Settings(
        String source,
        Map<String, DatabaseSettings> databases,
        Map<String, EnvironmentPolicy> environments,
        Map<String, LintLevel> lint) {

    /** The settings file's name in a project's folder. */
    public static final String FILE_NAME = "signalbox.yml";

    public Settings {
        databases = Collections.unmodifiableMap(new LinkedHashMap<>(databases));
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        lint = Collections.unmodifiableMap(new LinkedHashMap<>(lint));
    }

    /**
     * Reads {@code signalbox.yml}; where there is none, {@code .env}, the environment's variables
     * and {@code migration.config.yml}.
     *
     * @param folder the project's; relative paths are resolved against it
     * @param environment the process's variables
     */
    public static LoadedOrRefused load(Path folder, Map<String, String> environment) {
        return new SettingsReader(folder.toAbsolutePath().normalize(), environment).read();
    }

    /** The process's variables over those of {@code .env}. */
    public static Map<String, String> variables(Path folder, Map<String, String> environment) {
        var variables = new LinkedHashMap<>(DotEnv.read(folder, new Complaints()));
        variables.putAll(environment);
        return variables;
    }

    public Optional<DatabaseSettings> database(String id) {
        return Optional.ofNullable(databases.get(id));
    }

    /**
     * The policy that holds for a database.
     *
     * @throws IllegalArgumentException when the database is not one of these settings
     */
    public EnvironmentPolicy policyOf(DatabaseSettings database) {
        var policy = environments.get(database.environment());
        if (policy == null) {
            throw new IllegalArgumentException("Not a database of these settings: " + database);
        }
        return policy;
    }

    /** The ids of the databases nearest to one that is not known, nearest first. */
    public List<String> nearest(String unknownId) {
        return Nearest.to(unknownId, databases.keySet(), 3);
    }
}
