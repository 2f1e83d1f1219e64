package dev.signalbox.cli.demo;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.text.EventText;
import dev.signalbox.cli.text.Times;
import dev.signalbox.cli.text.TrailText;
import java.util.List;
import java.util.Set;

/** What the trail has, told: who wanted what, what was decided, and what came of it. */
final class Story {

    private static final Set<String> TOLD =
            Set.of(
                    "plan.request",
                    "plan.proposed",
                    "plan.refused",
                    "snapshot.completed",
                    "backfill.completed",
                    "migration.reverted",
                    "run.paused",
                    "run.failed",
                    "run.completed");

    private Story() {}

    static List<Line> lines(List<Node> entries, Times times) {
        return entries.stream()
                .filter(entry -> TOLD.contains(TrailText.type(entry)) && !isIdle(entry))
                .map(entry -> line(entry, times))
                .toList();
    }

    /** A rule that found nothing to do. */
    private static boolean isIdle(Node entry) {
        var data = entry.get("data");
        return TrailText.type(entry).equals("backfill.completed")
                && data.number("written") == 0
                && data.number("failed") == 0;
    }

    private static Line line(Node entry, Times times) {
        var type = TrailText.type(entry);
        var sentence = EventText.sentence(type, entry.get("data"));
        var text =
                "  %s  %-19s %s"
                        .formatted(
                                times.moment(entry.text("time", entry.text("recordedAt"))),
                                type,
                                type.equals("plan.request")
                                        ? entry.text("actor", "somebody") + " asks: " + sentence
                                        : sentence);
        return type.equals("run.completed") ? Line.good(text) : Line.plain(text);
    }
}
