package dev.signalbox.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One standalone for all tests that do no harm to it: starting one takes longer than most of them.
 * Each test adds databases of its own to the running project.
 */
public final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Standalone.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Shared.class))
                .getOrComputeIfAbsent(Standalone.class);
    }

    /** The project, its standalone, and a client of its broker. */
    public static final class Standalone implements AutoCloseable {

        private final Project project;
        private final StandaloneProcess process;
        private final RawKafka kafka;
        private final AtomicInteger databases = new AtomicInteger();

        Standalone() {
            try {
                this.project = new Project(Files.createTempDirectory("signalbox-system-"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            project.database("none", "none");
            this.process = StandaloneProcess.start(project.folder()).awaitReady();
            this.kafka = new RawKafka(process.kafka());
        }

        public Project project() {
            return project;
        }

        public StandaloneProcess process() {
            return process;
        }

        public RawKafka kafka() {
            return kafka;
        }

        /** An id that no test has. */
        public String newDatabase(String prefix) {
            return prefix + "-" + databases.incrementAndGet();
        }

        @Override
        public void close() {
            kafka.close();
            process.close();
            remove(project.folder());
        }

        private static void remove(Path folder) {
            try (var paths = Files.walk(folder)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
