package dev.signalbox.testing;

/**
 * The one Kafka of this JVM's tests: started at the first call, stopped when the JVM ends.
 *
 * <p>The embedded broker, or a container where a Docker engine answers; {@code
 * SIGNALBOX_TEST_KAFKA=embedded} or {@code =docker} decides it. One line on standard output says
 * which ran and why.
 */
public final class BrokerProvider {
    private BrokerProvider() {}

    /**
     * Where clients connect.
     *
     * @throws RuntimeException when the Kafka that was asked for does not start
     */
    public static String bootstrapServers() {
        ClassLoader jvms = ClassLoader.getSystemClassLoader();
        if (BrokerProvider.class.getClassLoader() == jvms) {
            return Holder.KAFKA.bootstrapServers();
        }
        // Quarkus loads tests in loaders of its own and closes them between applications: a broker
        // started there would lose its classes, and the next loader would start a second one.
        try {
            Class<?> shared = Class.forName(BrokerProvider.class.getName(), true, jvms);
            return (String) shared.getMethod("bootstrapServers").invoke(null);
        } catch (ClassNotFoundException e) {
            return Holder.KAFKA.bootstrapServers();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Kafka for tests did not start: " + e.getCause(), e);
        }
    }

    /** Initialised once by the JVM, which is exactly the life that the broker should have. */
    private static final class Holder {
        static final TestKafka KAFKA = start();

        private static TestKafka start() {
            Thread starter = Thread.currentThread();
            ClassLoader before = starter.getContextClassLoader();
            starter.setContextClassLoader(Holder.class.getClassLoader());
            try {
                var wish = System.getenv(KafkaChoice.VARIABLE);
                var kafka = TestKafka.start(KafkaChoice.of(wish, DockerEngine::answers));
                Runtime.getRuntime().addShutdownHook(new Thread(kafka.stop(), "stop-test-kafka"));
                System.out.println("Kafka for tests: " + kafka.description());
                return kafka;
            } finally {
                starter.setContextClassLoader(before);
            }
        }
    }
}
