package dev.signalbox.cli.server;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.json.Node;
import java.io.IOException;
import java.util.List;

/** What a server answered. */
public record Reply(int status, byte[] body) {

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /**
     * The JSON of a good answer.
     *
     * @param what was asked for, for the message
     * @throws Failure when the answer is not good, with the service's own words
     */
    public Node orFail(String what) {
        if (!isGood()) {
            throw failure(what);
        }
        if (body.length == 0) {
            return Node.ABSENT;
        }
        try {
            return Json.read(body);
        } catch (IOException e) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    what + ": the answer is not JSON",
                    "Is it a signalbox that listens there?",
                    List.of(),
                    e);
        }
    }

    public Failure failure(String what) {
        Node error;
        try {
            error = Json.read(body);
        } catch (IOException e) {
            error = Node.ABSENT;
        }
        var message = error.text("message", what + ": the server answered " + status);
        return new Failure(
                exit(status),
                message,
                error.text("remedy", remedy(status)),
                error.items("findings"),
                null);
    }

    static int exit(int status) {
        return switch (status) {
            case 400, 401, 403, 404, 405, 413 -> Exit.USAGE;
            case 409, 412, 422 -> Exit.FINDINGS;
            case 502, 503, 504 -> Exit.UNREACHABLE;
            default -> Exit.FAILED;
        };
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401, 403 -> "Give the token: --token-file FILE, or the variable SIGNALBOX_TOKEN.";
            case 404 -> "Is it a signalbox of this version? See `signalbox version`.";
            case 502, 503, 504 -> "Try again in a moment; see `signalbox status`.";
            default -> "See .signalbox/log/standalone.log, or the service's log.";
        };
    }
}
