package dev.signalbox.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one broker, and with them the answer to "whose fault was that?".
 *
 * <p>Kafka ends the process on a fatal fault: partly through fault handlers, which belong to a
 * broker, partly through {@link Exit}, which belongs to the JVM. A thread inherits the group of the
 * thread that made it, so a call of {@code Exit} is led back to the broker whose thread made it; a
 * call from any other thread ends the JVM as before.
 */
final class BrokerThreads extends ThreadGroup implements Executor, FaultHandlerFactory {
    private final CompletableFuture<BrokerFault> fault = new CompletableFuture<>();

    BrokerThreads(String name) {
        super(name);
        Exit.setExitProcedure((status, why) -> ended(status, why, System::exit));
        Exit.setHaltProcedure((status, why) -> ended(status, why, Runtime.getRuntime()::halt));
    }

    /** Completes once, with the first fatal fault; never where there is none. */
    CompletableFuture<BrokerFault> fault() {
        return fault;
    }

    /** Runs the work on a thread of this group: every thread that it makes belongs here too. */
    @Override
    public void execute(Runnable work) {
        new Thread(this, work, getName()).start();
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        if (!fatal) {
            return new LoggingFaultHandler(name, action);
        }
        return (message, cause) -> {
            action.run();
            return report(name + ": " + message, cause);
        };
    }

    private RuntimeException report(String message, @Nullable Throwable cause) {
        fault.complete(new BrokerFault(message, cause));
        return new IllegalStateException(message, cause);
    }

    private static void ended(int status, @Nullable String why, IntConsumer endOfJvm) {
        Thread caller = Thread.currentThread();
        for (ThreadGroup g = caller.getThreadGroup(); g != null; g = g.getParent()) {
            if (g instanceof BrokerThreads broker) {
                String said = why == null ? "most often its disk is full or unwritable" : why;
                String message = "thread " + caller.getName() + " gave up: " + said;
                // Kafka counts on this call not to return.
                throw broker.report(message, new IllegalStateException("status " + status));
            }
        }
        endOfJvm.accept(status);
    }
}
