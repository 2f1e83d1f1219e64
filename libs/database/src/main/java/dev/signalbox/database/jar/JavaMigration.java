package dev.signalbox.database.jar;

import dev.signalbox.database.JavaChange;
import dev.signalbox.migration.Migration;
import java.io.IOException;
import java.sql.Connection;
import java.util.Optional;

/** A migration in Java, loaded from its jar. */
public final class JavaMigration implements AutoCloseable {

    private final ProjectClasses classes;
    private final Migration migration;

    private JavaMigration(ProjectClasses classes, Migration migration) {
        this.classes = classes;
        this.migration = migration;
    }

    /**
     * @param content the jar
     * @param className the migration's
     * @throws IOException when the jar holds no such migration, saying why
     */
    public static JavaMigration load(byte[] content, String className) throws IOException {
        var classes = ProjectClasses.of(content);
        try {
            return new JavaMigration(classes, classes.instance(Migration.class, className));
        } catch (IOException | RuntimeException | Error e) {
            classes.close();
            throw e;
        }
    }

    public JavaChange up() {
        return connection -> run(migration::up, connection);
    }

    /** Empty where the class does not override the way back. */
    public Optional<JavaChange> down() {
        try {
            var declared =
                    migration.getClass().getMethod("down", Connection.class).getDeclaringClass();
            return declared.equals(Migration.class)
                    ? Optional.empty()
                    : Optional.of(connection -> run(migration::down, connection));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("The interface has this method", e);
        }
    }

    private void run(JavaChange change, Connection connection) throws Exception {
        classes.run(
                () -> {
                    change.run(connection);
                    return Boolean.TRUE;
                });
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
