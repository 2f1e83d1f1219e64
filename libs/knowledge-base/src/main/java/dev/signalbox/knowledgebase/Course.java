package dev.signalbox.knowledgebase;

/**
 * How an incident went.
 *
 * @param created second of the epoch
 * @param resolved second of the epoch; means nothing when it is not resolved
 */
record Course(String status, long created, long resolved) {

    static Course of(Entry entry, Dice dice) {
        long created = Moments.around(dice, entry.topic().hour());
        int hours =
                switch (entry.topic().severity()) {
                    case "critical" -> 3;
                    case "high" -> 8;
                    case "medium" -> 30;
                    default -> 90;
                };
        long resolved = created + 600 + (long) (hours * 3600 * (0.2 + 1.6 * dice.share()));
        if (!Moments.isBeforeEnd(resolved) || dice.chance(0.03)) {
            return new Course(dice.chance(0.5) ? "open" : "in_progress", created, created);
        }
        return new Course(dice.chance(0.6) ? "closed" : "resolved", created, resolved);
    }

    boolean isResolved() {
        return status.equals("closed") || status.equals("resolved");
    }
}
