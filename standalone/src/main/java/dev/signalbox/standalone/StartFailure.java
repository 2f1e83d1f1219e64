package dev.signalbox.standalone;

import java.util.ArrayDeque;

/** Why a start failed, in one line: the innermost message that was written for a person. */
final class StartFailure {

    private StartFailure() {}

    static String reason(Throwable failure) {
        var messages = new ArrayDeque<String>();
        for (var cause = failure; cause != null && messages.size() < 20; cause = cause.getCause()) {
            if (cause instanceof IllegalStateException && cause.getMessage() != null) {
                messages.addLast(cause.getMessage());
            }
        }
        return messages.isEmpty()
                ? failure.toString()
                : messages.getLast().replaceAll("\\s*\\R\\s*", " ");
    }
}
