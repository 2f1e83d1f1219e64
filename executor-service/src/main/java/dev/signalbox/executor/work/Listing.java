package dev.signalbox.executor.work;

import java.util.List;
import java.util.stream.Collectors;

/** The first few of many, for a sentence. */
final class Listing {

    private static final int MOST = 5;

    private Listing() {}

    static String of(List<String> all) {
        return all.stream().limit(MOST).collect(Collectors.joining("; "))
                + (all.size() > MOST ? "; and %d more".formatted(all.size() - MOST) : "");
    }
}
