package dev.signalbox.standalone;

import java.util.ArrayDeque;

/** Why a start failed, in one line: the innermost message that was written for a person. */
final class StartFailure {

    private StartFailure() {}

    /** The trace first, for who looks closer; the reason is the last line. */
    static void print(Throwable failure) {
        failure.printStackTrace();
        System.err.println("Signalbox could not start: " + reason(failure));
    }

    static String reason(Throwable failure) {
        var messages = new ArrayDeque<String>();
        for (var cause = failure; cause != null && messages.size() < 20; cause = cause.getCause()) {
            if (cause instanceof IllegalStateException && cause.getMessage() != null) {
                messages.addLast(cause.getMessage());
            }
        }
        var reason = messages.isEmpty() ? root(failure).toString() : messages.getLast();
        return reason.replaceAll("\\s*\\R\\s*", " ");
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
