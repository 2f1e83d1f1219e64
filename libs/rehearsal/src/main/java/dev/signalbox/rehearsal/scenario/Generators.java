package dev.signalbox.rehearsal.scenario;

import dev.signalbox.database.jar.ProjectClasses;
import dev.signalbox.migration.DataGenerator;
import dev.signalbox.rehearsal.fill.SchemaFiller;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who makes rows: the product's generators, the project's, and one for any schema. */
public final class Generators {

    private final Map<String, DataGenerator> byName;
    private final ProjectClasses classes;

    private Generators(Map<String, DataGenerator> byName, ProjectClasses classes) {
        this.byName = byName;
        this.classes = classes;
    }

    /**
     * @param classes of the project's folder {@code tests/}
     * @throws IOException when a generator cannot be loaded, or two have one name
     */
    public static Generators of(ProjectClasses classes) throws IOException {
        var all = new ArrayList<DataGenerator>();
        ServiceLoader.load(DataGenerator.class, Generators.class.getClassLoader())
                .forEach(all::add);
        all.addAll(classes.services(DataGenerator.class));
        Map<String, DataGenerator> byName = new TreeMap<>();
        for (var generator : all) {
            var other = byName.putIfAbsent(generator.name(), generator);
            if (other != null) {
                throw new IOException(
                        "%s and %s are both called %s: give one of them another name"
                                .formatted(
                                        other.getClass().getName(),
                                        generator.getClass().getName(),
                                        generator.name()));
            }
        }
        return new Generators(byName, classes);
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Why there is no such generator; empty when there is. */
    public Optional<String> unknown(String name) {
        return byName.containsKey(name)
                ? Optional.empty()
                : Optional.of(
                        "there is no generator '%s'; %s. It is looked for in the jars of tests/"
                                .formatted(
                                        name,
                                        byName.isEmpty()
                                                ? "there is none at all"
                                                : "there is: " + String.join(", ", names())));
    }

    /**
     * Makes rows, in one transaction.
     *
     * @param name null for the one that fills any table
     * @param version of the database; null when no migration is in force
     * @return what there is to say; a sentence each
     * @throws SQLException when a row cannot be written
     * @throws IllegalArgumentException when there is no such generator, or it cannot fill a table
     *     that is named
     * @throws Exception when the generator fails otherwise
     */
    public List<String> fill(
            Connection connection,
            @Nullable String name,
            @Nullable String version,
            Map<String, Long> rows,
            long seed)
            throws Exception {
        return OneTransaction.<List<String>, Exception>of(
                connection,
                () ->
                        name == null
                                ? new SchemaFiller(connection, seed).fill(rows)
                                : generated(connection, name, version, rows, seed));
    }

    private List<String> generated(
            Connection connection,
            String name,
            @Nullable String version,
            Map<String, Long> rows,
            long seed)
            throws Exception {
        var generator = byName.get(name);
        if (generator == null) {
            throw new IllegalArgumentException(unknown(name).orElseThrow());
        }
        classes.run(
                () -> {
                    generator.fill(connection, version, rows, seed);
                    return Boolean.TRUE;
                });
        return List.of();
    }
}
