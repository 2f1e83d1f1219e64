package dev.signalbox.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param folder the working directory
 * @param environment the process's variables
 */
public record Surroundings(Path folder, Map<String, String> environment, Console console) {

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /** Where signalbox itself is: given by its start script, else found from the jar. */
    public static Path home() {
        var given = System.getProperty("signalbox.home");
        if (given != null && !given.isBlank()) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        var source = Surroundings.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Path.of("").toAbsolutePath();
        }
        // <home>/cli/target/cli/signalbox-cli.jar
        var jar = Path.of(source.getLocation().getPath()).toAbsolutePath();
        return jar.getNameCount() < 5 ? jar.getRoot() : jar.resolve("../../../..").normalize();
    }
}
