package dev.signalbox.knowledgebase;

import java.util.List;

/** Who uses and keeps the knowledge base. */
final class People {

    private static final List<String> ALL =
            List.of(
                    "alice", "bjorn", "chen", "dolores", "emeka", "fatima", "giulia", "hiro",
                    "ines", "jonas", "katya", "liam", "mei", "nadia", "omar", "priya", "quentin",
                    "rosa", "samir", "tomasz", "ute", "viktor", "wanda", "yusuf");

    private People() {}

    static String one(Dice dice) {
        return dice.oneOf(ALL);
    }
}
