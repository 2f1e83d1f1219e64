package dev.signalbox.transfer;

import dev.signalbox.sql.Nearest;
import java.util.List;
import java.util.Optional;

/** The rules of a project, in the order of their files' names. */
public record RuleSet(List<Rule> rules) {

    public static final RuleSet NONE = new RuleSet(List.of());

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /** Those that run behind a migration, in their order. */
    public List<Rule> after(String stem) {
        return rules.stream().filter(rule -> stem.equals(rule.after())).toList();
    }

    public List<Rule> onDemand() {
        return rules.stream().filter(Rule::isOnDemand).toList();
    }

    public Optional<Rule> find(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** What an unknown id probably meant. */
    public List<String> nearest(String id) {
        return Nearest.to(id, rules.stream().map(Rule::id).toList(), 3);
    }
}
