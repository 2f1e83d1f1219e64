package dev.signalbox.cli.server;

import dev.signalbox.cli.json.Node;
import java.util.function.Consumer;

/** The audit service's trail, read page by page from the oldest entry on. */
public final class Trail {

    public static final int ALL = Integer.MAX_VALUE;

    private static final int LARGEST_PAGE = 500;

    private final Server server;
    private final String query;
    private String cursor = "";
    private long lastIndex;
    private boolean more;

    /**
     * @param query parameters of the trail, encoded
     */
    public Trail(Server server, String query) {
        this.server = server;
        this.query = query;
    }

    /**
     * Reads on from where it is, to the end that there is now.
     *
     * @param most at most so many, or {@link #ALL}
     * @return how many there were
     */
    public int read(int most, Consumer<Node> taker) {
        var taken = 0;
        do {
            var wanted = Math.min(LARGEST_PAGE, most - taken);
            var page = server.json("/audit/trail?" + query + "&limit=" + wanted + cursor);
            var entries = page.items("entries");
            for (var entry : entries) {
                // Without a cursor of the end, what was read last is read again.
                if (entry.number("index") > lastIndex) {
                    lastIndex = entry.number("index");
                    taker.accept(entry);
                    taken++;
                }
            }
            var next = page.text("next");
            // A page without entries cannot be followed by one with some.
            more = !next.isEmpty() && !entries.isEmpty();
            if (more) {
                cursor = "&after=" + Server.encoded(next);
            }
        } while (more && taken < most);
        return taken;
    }

    /** It was left before its end. */
    public boolean hasMore() {
        return more;
    }
}
