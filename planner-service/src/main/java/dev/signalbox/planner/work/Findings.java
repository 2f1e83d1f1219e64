package dev.signalbox.planner.work;

import dev.signalbox.events.Finding;
import java.util.ArrayList;
import java.util.List;

/** As much as an event can carry; thousands of files can be wrong at once. */
final class Findings {

    private static final int MOST = 100;
    private static final int LONGEST = 1_000;

    private Findings() {}

    /** The first ones, and how many there are beyond them. */
    static List<Finding> fitting(List<Finding> all) {
        var shown = new ArrayList<Finding>();
        all.stream().limit(MOST).map(Findings::shortened).forEach(shown::add);
        if (all.size() > MOST) {
            shown.add(
                    new Finding(
                            all.getFirst().severity(),
                            "more-findings",
                            null,
                            "There are %d more of these".formatted(all.size() - MOST),
                            "Mend the first ones and ask again."));
        }
        return List.copyOf(shown);
    }

    static List<String> fittingTexts(List<String> all) {
        var shown = new ArrayList<String>();
        all.stream().limit(MOST).map(Findings::shortened).forEach(shown::add);
        if (all.size() > MOST) {
            shown.add("There are %d more of these".formatted(all.size() - MOST));
        }
        return List.copyOf(shown);
    }

    private static Finding shortened(Finding finding) {
        return new Finding(
                finding.severity(),
                finding.code(),
                finding.where() == null ? null : shortened(finding.where()),
                shortened(finding.message()),
                finding.remedy() == null ? null : shortened(finding.remedy()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
