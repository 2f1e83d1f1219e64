package dev.signalbox.cli.command;

import dev.signalbox.analysis.Analyser;
import dev.signalbox.analysis.RuleLevels;
import dev.signalbox.analysis.rule.RuleDescription;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.cli.Failure;
import dev.signalbox.settings.LintLevel;
import dev.signalbox.settings.Settings;
import dev.signalbox.sql.Nearest;
import java.util.LinkedHashMap;
import java.util.Optional;

/** What a project's settings say of rules, against the rules that there are. */
final class LintLevels {

    private LintLevels() {}

    /**
     * @throws Failure when the settings name a rule that does not exist
     */
    static RuleLevels of(Settings settings) {
        var known = Analyser.rules().stream().map(RuleDescription::id).toList();
        var levels = new LinkedHashMap<String, Optional<Severity>>();
        settings.lint()
                .forEach(
                        (rule, level) -> {
                            if (!known.contains(rule)) {
                                throw Failure.usage(
                                        "%s: lint names '%s', which is no rule"
                                                .formatted(settings.source(), rule),
                                        Nearest.to(rule, known)
                                                .map(near -> "Did you mean '" + near + "'?")
                                                .orElse("docs/validate.md has all rules."));
                            }
                            levels.put(rule, severity(level));
                        });
        return new RuleLevels(levels);
    }

    private static Optional<Severity> severity(LintLevel level) {
        return switch (level) {
            case ERROR -> Optional.of(Severity.ERROR);
            case WARNING -> Optional.of(Severity.WARNING);
            case INFO -> Optional.of(Severity.INFO);
            case OFF -> Optional.empty();
        };
    }
}
