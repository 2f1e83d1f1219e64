package dev.signalbox.database.jar;

import dev.signalbox.migration.Migration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a project's jars. They see the JDK, the interfaces that they implement and what is
 * in the jars themselves, and nothing of Signalbox.
 */
public final class ProjectClasses implements AutoCloseable {

    private final URLClassLoader loader;
    private final @Nullable Path copy;

    private ProjectClasses(URLClassLoader loader, @Nullable Path copy) {
        this.loader = loader;
        this.copy = copy;
    }

    /**
     * @param content of one jar, such as a plan has it
     * @throws IOException when it cannot be kept in a file
     */
    public static ProjectClasses of(byte[] content) throws IOException {
        var copy = Files.createTempFile("signalbox-classes-", ".jar");
        try {
            Files.write(copy, content);
            return new ProjectClasses(loader(List.of(copy)), copy);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /** The classes of all of these together, so that one jar can use another's. */
    public static ProjectClasses of(List<Path> jars) {
        return new ProjectClasses(loader(jars), null);
    }

    private static URLClassLoader loader(List<Path> jars) {
        return new URLClassLoader(
                jars.stream().map(ProjectClasses::url).toArray(URL[]::new), new OnlyInterfaces());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IOException when the jars hold no such class, saying why
     */
    public <T> T instance(Class<T> type, String className) throws IOException {
        try {
            var found = Class.forName(className, true, loader);
            return found.asSubclass(type).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IOException(
                    "%s is no %s that can be loaded (%s): it must be a public class with a public constructor without parameters that implements %s, compiled for this JVM"
                            .formatted(className, type.getSimpleName(), e, type.getName()),
                    e);
        }
    }

    /**
     * One of each class that the jars name in {@code META-INF/services}.
     *
     * @throws IOException when one of them cannot be loaded
     */
    public <T> List<T> services(Class<T> type) throws IOException {
        var found = new ArrayList<T>();
        try {
            ServiceLoader.load(type, loader).forEach(found::add);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IOException(
                    "META-INF/services/%s names what cannot be loaded: %s"
                            .formatted(type.getName(), e.getMessage()),
                    e);
        }
        return found;
    }

    /**
     * Runs a class's code: libraries in the jars find their own resources by the thread's loader.
     */
    public <T> T run(Callable<T> code) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return code.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
        if (copy != null) {
            Files.deleteIfExists(copy);
        }
    }

    /** Lets through what a project implements; everything else is not for it. */
    private static final class OnlyInterfaces extends ClassLoader {

        private static final String OWN = Migration.class.getPackageName() + ".";

        OnlyInterfaces() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(OWN)) {
                return Class.forName(name, false, Migration.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
