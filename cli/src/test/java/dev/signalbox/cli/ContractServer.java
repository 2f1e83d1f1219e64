package dev.signalbox.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A server that answers as the contract says, from what a test records; it keeps what was asked.
 */
public final class ContractServer implements AutoCloseable {

    public static final String TOKEN = "a-token";
    public static final String PLAN = "0197f000-0000-7000-8000-000000000001";

    /** Of a dry run. */
    public static final String LOOK = "0197f000-0000-7000-8000-000000000009";

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private final List<Particular> particulars = new CopyOnWriteArrayList<>();

    private record Answer(int status, String type, String body) {}

    private record Particular(String question, String part, Answer answer) {}

    public ContractServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Several answers to the same question come one after the other; the last one stays. */
    public ContractServer on(String question, int status, String json) {
        return answer(question, new Answer(status, "application/json", json));
    }

    /** The answer, always, where the question's body has a certain part. */
    public ContractServer where(String question, String part, int status, String json) {
        particulars.add(
                new Particular(question, part, new Answer(status, "application/json", json)));
        return this;
    }

    public ContractServer stream(String plan, String events) {
        return answer(
                "GET /planner/plans/" + plan + "/events",
                new Answer(200, "text/event-stream", events));
    }

    private ContractServer answer(String question, Answer answer) {
        answers.computeIfAbsent(question, q -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** A plan of these steps, for who looks; what is carried out completes. */
    public ContractServer plans(String... steps) {
        return where("POST /planner/requests", "\"dryRun\":true", 202, Recorded.accepted(LOOK))
                .on("POST /planner/requests", 202, Recorded.accepted(PLAN))
                .on(
                        "GET /planner/plans/" + LOOK,
                        200,
                        Recorded.view("PROPOSED", Recorded.steps(steps)))
                .stream(LOOK, Recorded.end("PROPOSED"))
                .on("GET /planner/plans/" + PLAN, 200, Recorded.view("COMPLETED", ""))
                .stream(PLAN, Recorded.completed());
    }

    /** What was asked of the planner. */
    public List<String> planRequests() {
        return asked().stream().filter(a -> a.startsWith("POST /planner/requests")).toList();
    }

    /** {@code POST /path body} for each. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public String asked(String beginning) {
        return asked.stream().filter(a -> a.startsWith(beginning)).findFirst().orElseThrow();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add((question + " " + body).strip());
            var given = exchange.getRequestHeaders().getFirst("Authorization");
            var answer =
                    ("Bearer " + TOKEN).equals(given)
                            ? next(question, body)
                            : new Answer(
                                    401,
                                    "application/json",
                                    "{\"code\":\"unauthorised\",\"message\":\"No token\"}");
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (answer.status() == 302) {
                exchange.getResponseHeaders().set("Location", answer.body());
            }
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Answer next(String question, String body) {
        for (var particular : particulars) {
            if (particular.question().equals(question) && body.contains(particular.part())) {
                return particular.answer();
            }
        }
        var known = answers.get(question);
        if (known == null) {
            return new Answer(
                    404,
                    "application/json",
                    "{\"code\":\"not-found\",\"message\":\"Nothing at " + question + "\"}");
        }
        synchronized (known) {
            return known.size() > 1 ? known.removeFirst() : known.getFirst();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
