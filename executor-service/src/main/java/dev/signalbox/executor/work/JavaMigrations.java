package dev.signalbox.executor.work;

import dev.signalbox.database.JavaChange;
import dev.signalbox.migration.Migration;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;

/**
 * A migration in Java, loaded from the jar of a plan's bundle. Its classes see the JDK, the
 * interface that they implement and what is in the jar itself, and nothing of the executor.
 */
final class JavaMigrations implements AutoCloseable {

    private final Path jar;
    private final URLClassLoader loader;
    private final Migration migration;

    private JavaMigrations(Path jar, URLClassLoader loader, Migration migration) {
        this.jar = jar;
        this.loader = loader;
        this.migration = migration;
    }

    /**
     * @param content the jar, as the plan has it
     * @param className the migration's
     * @throws IOException when the jar holds no such migration, saying why
     */
    static JavaMigrations load(byte[] content, String className) throws IOException {
        var jar = Files.createTempFile("signalbox-migration-", ".jar");
        URLClassLoader loader = null;
        try {
            Files.write(jar, content);
            loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, new OnlyTheInterface());
            return new JavaMigrations(jar, loader, instance(loader, className));
        } catch (IOException | RuntimeException | Error e) {
            if (loader != null) {
                loader.close();
            }
            Files.deleteIfExists(jar);
            throw e;
        }
    }

    private static Migration instance(ClassLoader loader, String className) throws IOException {
        try {
            var type = Class.forName(className, true, loader);
            return type.asSubclass(Migration.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IOException(
                    "%s is no migration that can be loaded (%s): it must be a public class with a public constructor without parameters that implements %s, compiled for this JVM"
                            .formatted(className, e, Migration.class.getName()),
                    e);
        }
    }

    JavaChange up() {
        return connection -> run(migration::up, connection);
    }

    /** Empty where the class does not override the way back. */
    Optional<JavaChange> down() {
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

    /** Libraries in the jar find their own resources by the thread's loader. */
    private void run(JavaChange change, Connection connection) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            change.run(connection);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
        Files.deleteIfExists(jar);
    }

    /** Lets through the interface; everything else of the executor is not the migration's. */
    private static final class OnlyTheInterface extends ClassLoader {

        OnlyTheInterface() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals(Migration.class.getName())) {
                return Migration.class;
            }
            throw new ClassNotFoundException(name);
        }
    }
}
