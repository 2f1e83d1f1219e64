package dev.signalbox.cli;

import dev.signalbox.cli.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints: results to standard output; progress, questions and notices to standard
 * error, where one live line may stand at the end of a terminal.
 */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader typed;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private boolean json;
    private boolean colours;
    private int width;
    private boolean liveShown;

    public Console(
            PrintStream out,
            PrintStream err,
            InputStream in,
            Map<String, String> environment,
            Terminal terminal) {
        this.out = out;
        this.err = err;
        this.typed = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        this.environment = environment;
        this.terminal = terminal;
        this.colours = !terminal.noColor() && !terminal.dumb();
    }

    /** What the command line says about printing. */
    public void options(boolean jsonOnly, boolean noColor) {
        json = jsonOnly;
        colours &= !noColor;
    }

    public boolean json() {
        return json;
    }

    /** Whether one line can be written again and again. */
    public boolean showsLive() {
        return terminal.err() && !terminal.dumb();
    }

    public int width() {
        if (width == 0) {
            width = Terminal.width(environment.get("COLUMNS"));
        }
        return width;
    }

    /** A result for a person; with {@code --json} nothing. */
    public void result(Line line) {
        if (!json) {
            clearLive();
            out.println(colours && terminal.out() ? line.tone().paint(line.text()) : line.text());
        }
    }

    public void results(List<Line> lines) {
        for (var line : lines) {
            result(line);
        }
    }

    /** The one document of {@code --json}. */
    public void document(@Nullable Object value) {
        clearLive();
        out.println(Json.pretty(value));
    }

    /** A result as it is, such as a script. */
    public void raw(String text) {
        out.print(text);
        out.flush();
    }

    public synchronized void note(Line line) {
        clearLive();
        err.println(colours && terminal.err() ? line.tone().paint(line.text()) : line.text());
    }

    /** Writes the live line anew; only where {@link #showsLive()}. */
    public synchronized void live(String text) {
        // Never into the last column: some terminals then begin a new line.
        var most = Math.max(10, width() - 1);
        var shown = text.length() <= most ? text : text.substring(0, most - 1) + "…";
        err.print("\r\u001b[K" + shown);
        err.flush();
        liveShown = true;
    }

    public synchronized void clearLive() {
        if (liveShown) {
            err.print("\r\u001b[K");
            err.flush();
            liveShown = false;
        }
    }

    public boolean canAsk() {
        return terminal.in() && terminal.err();
    }

    /** Asks on standard error; only {@code y} and {@code yes} agree. */
    public boolean agrees(String question) {
        var given = answer(question + " [y/N]").toLowerCase(Locale.ROOT);
        return given.equals("y") || given.equals("yes");
    }

    /** Asks on standard error for a line of text; empty when there is none. */
    public String answer(String question) {
        clearLive();
        err.print(question + " ");
        err.flush();
        try {
            var line = typed.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** All that standard input has. */
    public String typedText() throws IOException {
        var text = new StringWriter();
        typed.transferTo(text);
        return text.toString();
    }

    public PrintStream err() {
        return err;
    }

    public PrintStream out() {
        return out;
    }
}
