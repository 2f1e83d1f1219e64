package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.source.Severity;

/**
 * What a rule is about, for reports and for the documentation.
 *
 * @param id kebab-case and stable
 * @param severity unless the project says otherwise
 * @param fixable whether it may come with a fix
 * @param catches what it finds, without a full stop
 * @param why what happens otherwise, as sentences
 * @param remedy what to do, as sentences
 */
public record RuleDescription(
        String id, Severity severity, boolean fixable, String catches, String why, String remedy) {

    static RuleDescription error(String id, String catches, String why, String remedy) {
        return new RuleDescription(id, Severity.ERROR, false, catches, why, remedy);
    }

    static RuleDescription warning(String id, String catches, String why, String remedy) {
        return new RuleDescription(id, Severity.WARNING, false, catches, why, remedy);
    }

    static RuleDescription info(String id, String catches, String why, String remedy) {
        return new RuleDescription(id, Severity.INFO, false, catches, why, remedy);
    }

    RuleDescription withFix() {
        return new RuleDescription(id, severity, true, catches, why, remedy);
    }
}
