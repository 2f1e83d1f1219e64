package dev.signalbox.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a secret is kept. It is read when it is needed and kept nowhere. */
public sealed interface Secret {

    /**
     * @param environment the process's variables
     * @throws SecretUnavailableException when there is nothing at that place
     */
    String resolve(Map<String, String> environment) throws SecretUnavailableException;

    /** In a variable of the process's environment. */
    record Variable(String name) implements Secret {

        @Override
        public String resolve(Map<String, String> environment) throws SecretUnavailableException {
            var value = environment.get(name);
            if (value == null || value.isEmpty()) {
                throw new SecretUnavailableException(
                        "The variable " + name + " is not set; the settings refer to it", null);
            }
            return value;
        }

        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /** In a file, without the line's end. */
    record InFile(Path file) implements Secret {

        @Override
        public String resolve(Map<String, String> environment) throws SecretUnavailableException {
            try {
                return Files.readString(file).stripTrailing();
            } catch (IOException e) {
                throw new SecretUnavailableException(
                        "The secret's file " + file + " cannot be read; the settings refer to it",
                        e);
            }
        }

        @Override
        public String toString() {
            return "file:" + file;
        }
    }
}
