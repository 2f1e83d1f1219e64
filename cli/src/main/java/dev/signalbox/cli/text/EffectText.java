package dev.signalbox.cli.text;

import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a way back does to the tables that are there before it. */
final class EffectText {

    private EffectText() {}

    /** A sentence's part for each; none where nothing would be gone or other than before. */
    static List<String> parts(Node step) {
        var parts = new ArrayList<String>();
        for (var effect : step.items("effects")) {
            of(effect, parts);
        }
        return parts;
    }

    /** Whether there are rows that cannot be saved, whatever the plan asks for. */
    static boolean anyUnsavable(Node step) {
        return step.items("effects").stream().anyMatch(effect -> effect.flag("unsavable"));
    }

    private static void of(Node effect, List<String> parts) {
        var table = effect.text("table");
        var rows = Amounts.count(effect.number("rowsBefore"), "row", "rows");
        var unsavable = effect.flag("unsavable") ? ", which cannot be saved" : "";
        if (effect.flag("dropped")) {
            parts.add("drops table " + table + ", " + rows + unsavable);
            return;
        }
        var columns = effect.items("columns");
        if (!columns.isEmpty()) {
            var names = columns.stream().map(Node::text).collect(Collectors.joining(", "));
            var word = columns.size() == 1 ? "column " : "columns ";
            parts.add("drops " + word + names + " of " + table + ", " + rows);
        }
        if (effect.number("rowsLost") > 0) {
            var lost = Amounts.count(effect.number("rowsLost"));
            parts.add("deletes " + lost + " of " + rows + " of " + table + unsavable);
        }
        if (effect.number("rowsChanged") > 0) {
            var changed = Amounts.count(effect.number("rowsChanged"));
            parts.add("changes " + changed + " of " + rows + " of " + table);
        }
    }
}
