package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class BrokerProviderTest {
    @Test
    void clientsAreServed() throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", BrokerProvider.bootstrapServers());
        try (var admin = Admin.create(config)) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    @Test
    void quarkusTestsGetTheSameBrokerAndKeepItWhenOneEnds() {
        var resource = new BrokerResource();

        Map<String, String> config = resource.start();
        resource.stop();

        assertThat(config)
                .isEqualTo(Map.of("kafka.bootstrap.servers", BrokerProvider.bootstrapServers()));
        assertThat(new BrokerResource().start()).isEqualTo(config);
    }

    @Test
    void testsOfAnotherClassLoaderShareTheBroker() throws Exception {
        try (var isolated = new URLClassLoader(classPath(), null)) {
            Class<?> other = isolated.loadClass(BrokerProvider.class.getName());

            assertThat(other).isNotSameAs(BrokerProvider.class);
            assertThat(other.getMethod("bootstrapServers").invoke(null))
                    .isEqualTo(BrokerProvider.bootstrapServers());
        }
    }

    private static URL[] classPath() {
        List<String> entries =
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        return entries.stream().map(BrokerProviderTest::url).toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
