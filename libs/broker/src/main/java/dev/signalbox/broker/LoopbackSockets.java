package dev.signalbox.broker;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's two ports, bound before Kafka starts.
 *
 * <p>Kafka must know the ports before it opens them. Handing it sockets that are bound already
 * leaves no moment in which another process could take a port that was free a moment ago, and a
 * port in use is known before anything is written to disk.
 */
final class LoopbackSockets implements ServerSocketFactory, Closeable {
    static final String HOST = "127.0.0.1";
    static final String CLIENTS = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 50;

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private LoopbackSockets(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    /** Binds the port for clients (0: any free one) and a free one for the controller. */
    static LoopbackSockets bind(int port) {
        if (port < 0 || port > 65_535) {
            throw new BrokerStartException(
                    "Kafka's port " + port + " is not a port. Give one from 1 to 65535, or 0.");
        }
        ServerSocketChannel clients = open(port);
        try {
            return new LoopbackSockets(clients, open(0));
        } catch (BrokerStartException e) {
            closeQuietly(clients);
            throw e;
        }
    }

    int clientPort() {
        return clients.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) {
        return listener.equals(CONTROLLER) ? controller : clients;
    }

    @Override
    public void close() {
        closeQuietly(clients);
        closeQuietly(controller);
    }

    private static ServerSocketChannel open(int port) {
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open();
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
            return channel;
        } catch (IOException e) {
            if (channel != null) {
                closeQuietly(channel);
            }
            String which = port == 0 ? "Kafka found no free port" : "Kafka's port " + port;
            throw new BrokerStartException(
                    which
                            + " cannot be opened on "
                            + HOST
                            + ": "
                            + e.getMessage()
                            + ". Stop what listens there, or choose another port (0 takes a free"
                            + " one).",
                    e);
        }
    }

    private static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a listening socket could not be closed", e);
        }
    }
}
