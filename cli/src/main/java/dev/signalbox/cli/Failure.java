package dev.signalbox.cli;

import dev.signalbox.cli.json.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command cannot go on: what happened, to what, and what helps. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exit;
    private final String remedy;
    private final transient List<Node> findings;

    public Failure(int exit, String message, String remedy) {
        this(exit, message, remedy, List.of(), null);
    }

    /**
     * @param remedy empty when the findings say it
     * @param findings as the services give them
     */
    public Failure(
            int exit,
            String message,
            String remedy,
            List<Node> findings,
            @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
        this.remedy = remedy;
        this.findings = List.copyOf(findings);
    }

    public static Failure usage(String message, String remedy) {
        return new Failure(Exit.USAGE, message, remedy);
    }

    public int exit() {
        return exit;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }

    public List<Node> findings() {
        return findings;
    }

    /** The one document that {@code --json} prints instead of a result. */
    public Map<String, Object> document() {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", message());
        if (!remedy.isEmpty()) {
            error.put("remedy", remedy);
        }
        if (!findings.isEmpty()) {
            error.put("findings", findings);
        }
        error.put("exit", exit);
        return Map.of("error", error);
    }
}
