package dev.signalbox.rehearsal.benchmark;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where it was measured; times of different ones cannot be compared. */
public record Machine(String host, String system, int processors, String java) {

    public static Machine here() {
        return new Machine(
                hostName(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.version"));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
