package dev.signalbox.knowledgebase;

/** What the rows about an entry have to agree on. */
record Entry(String id, Topic topic, Component component, String program) {

    /** One of the entries that this fill makes. */
    static Entry generated(String id, Dice dice) {
        Topic topic = dice.oneOf(Topic.ALL);
        Component component = dice.oneOf(Component.ALL);
        return new Entry(id, topic, component, component.program(dice.below(Component.PROGRAMS)));
    }

    String told(String text) {
        return Topic.told(text, component, program);
    }
}
