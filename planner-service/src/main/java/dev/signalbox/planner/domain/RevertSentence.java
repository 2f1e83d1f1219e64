package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.events.Risk;
import dev.signalbox.events.plan.PlannedStep.TableEffect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a way back takes away, in words, and how risky that is. */
final class RevertSentence {

    private static final int MOST_EFFECTS = 6;

    private RevertSentence() {}

    static String of(List<TableEffect> effects) {
        if (effects.isEmpty()) {
            return "no row or column is dropped or overwritten";
        }
        var shown = effects.size() <= MOST_EFFECTS ? effects.size() : MOST_EFFECTS - 1;
        var text =
                mostRowsFirst(effects).stream()
                        .limit(shown)
                        .map(RevertSentence::of)
                        .collect(Collectors.joining(", "));
        return shown == effects.size()
                ? text
                : text + " and changes %d more tables".formatted(effects.size() - shown);
    }

    /** Where not all are named, those that hold something are. */
    private static List<TableEffect> mostRowsFirst(List<TableEffect> effects) {
        return effects.size() <= MOST_EFFECTS
                ? effects
                : effects.stream()
                        .sorted(Comparator.comparingLong(TableEffect::rowsBefore).reversed())
                        .toList();
    }

    private static String of(TableEffect effect) {
        if (effect.dropped()) {
            return "drops table %s (%,d rows)".formatted(effect.table(), effect.rowsBefore());
        }
        var parts = new ArrayList<String>();
        if (!effect.columns().isEmpty()) {
            parts.add(
                    "drops column "
                            + effect.columns().stream()
                                    .map(c -> effect.table() + "." + c)
                                    .collect(Collectors.joining(", "))
                            + " (%,d rows)".formatted(effect.rowsBefore()));
        }
        if (effect.rowsLost() > 0) {
            parts.add("deletes %,d rows of %s".formatted(effect.rowsLost(), effect.table()));
        }
        if (effect.rowsChanged() > 0) {
            parts.add("overwrites %,d rows of %s".formatted(effect.rowsChanged(), effect.table()));
        }
        return parts.isEmpty() ? "rewrites " + effect.table() : String.join(", ", parts);
    }

    private static String saved(TableEffect effect, boolean saves) {
        return effect.unsavable()
                ? "and its rows cannot be saved"
                : saves ? "saved first" : "and saves nothing";
    }

    static Risk risk(
            Situation situation,
            AppliedMigration applied,
            List<TableEffect> effects,
            boolean saves) {
        var causes = new ArrayList<String>();
        var level = Risk.Level.LOW;
        for (var effect : effects) {
            if (effect.rowsBefore() == 0 && effect.columns().isEmpty()) {
                continue;
            }
            var kept = saves && !effect.unsavable();
            level = kept && level != Risk.Level.HIGH ? Risk.Level.MEDIUM : Risk.Level.HIGH;
            causes.add("It " + of(effect) + ", " + saved(effect, saves) + ".");
        }
        var age = Duration.between(applied.appliedAt(), situation.now());
        if (age.toDays() >= 1) {
            causes.add(
                    "It was applied %,d %s ago; applications may rely on it."
                            .formatted(age.toDays(), age.toDays() == 1 ? "day" : "days"));
            level = level == Risk.Level.LOW ? Risk.Level.MEDIUM : level;
        }
        return new Risk(level, causes);
    }
}
