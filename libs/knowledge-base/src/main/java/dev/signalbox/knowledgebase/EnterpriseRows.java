package dev.signalbox.knowledgebase;

import static dev.signalbox.knowledgebase.FilledTable.AUTO_RESOLUTION_ATTEMPTS;
import static dev.signalbox.knowledgebase.FilledTable.AUTO_RESOLUTION_RULES;
import static dev.signalbox.knowledgebase.FilledTable.COMPLIANCE_CHECKS;
import static dev.signalbox.knowledgebase.FilledTable.COMPLIANCE_REPORTS;
import static dev.signalbox.knowledgebase.FilledTable.COMPONENT_DAILY_METRICS;
import static dev.signalbox.knowledgebase.FilledTable.GOVERNANCE_LOG;
import static dev.signalbox.knowledgebase.FilledTable.GOVERNANCE_POLICIES;
import static dev.signalbox.knowledgebase.FilledTable.INCIDENTS;
import static dev.signalbox.knowledgebase.FilledTable.ML_INCIDENT_FEATURES;
import static dev.signalbox.knowledgebase.FilledTable.ML_MODELS;
import static dev.signalbox.knowledgebase.FilledTable.PREDICTIONS;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the fifth version adds: rules that resolve, models that predict, policies that hold. */
final class EnterpriseRows {

    private static final List<String> POLICIES =
            List.of("data_retention", "access_control", "change_approval", "ai_usage", "audit");
    private static final List<String> MODELS =
            List.of(
                    "classification",
                    "time_series",
                    "regression",
                    "clustering",
                    "anomaly_detection");
    private static final List<String> PURPOSES =
            List.of(
                    "incident_prediction",
                    "component_health",
                    "failure_prediction",
                    "pattern_detection",
                    "resource_optimization");
    private static final List<String> FRAMEWORKS = List.of("SOX", "GDPR", "PCI-DSS", "internal");
    private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");

    private final Fill fill;

    private EnterpriseRows(Fill fill) {
        this.fill = fill;
    }

    static List<TableRows> of(Fill fill) {
        var rows = new EnterpriseRows(fill);
        return List.of(
                TableRows.of(
                        AUTO_RESOLUTION_RULES,
                        "id, rule_name, incident_pattern, kb_entry_id, resolution_script, confidence_threshold, success_rate, enabled",
                        rows::rule),
                TableRows.of(
                        AUTO_RESOLUTION_ATTEMPTS,
                        "id, rule_id, incident_id, outcome, confidence, approved_by, started_at, finished_at",
                        rows::attempt),
                TableRows.of(
                        ML_MODELS,
                        "id, model_name, model_type, purpose, model_data, performance_metrics, status, trained_at",
                        rows::model),
                TableRows.of(
                        ML_INCIDENT_FEATURES,
                        "incident_id, component, error_code, severity_level, hour_of_day, day_of_week, description_length, linked_entries, matched_patterns",
                        rows::features),
                TableRows.of(
                        COMPONENT_DAILY_METRICS,
                        "component, day, incidents, critical_incidents, mean_resolution_minutes, moving_average",
                        rows::daily),
                TableRows.of(
                        PREDICTIONS,
                        "id, model_id, component, predicted_value, confidence, actual_value, valid_from, valid_to, created_at",
                        rows::prediction),
                TableRows.of(
                        GOVERNANCE_POLICIES,
                        "id, name, policy_type, definition, enforcement",
                        rows::policy),
                TableRows.of(
                        COMPLIANCE_CHECKS,
                        "id, policy_id, subject_table, subject_id, result, checked_at",
                        rows::check),
                TableRows.of(
                        COMPLIANCE_REPORTS,
                        "id, framework, period_start, period_end, violations, summary, created_at",
                        rows::report),
                TableRows.of(
                        GOVERNANCE_LOG,
                        "id, policy_id, actor, action, subject, logged_at",
                        rows::logged));
    }

    private @Nullable Object[] rule(long row, Dice dice) {
        Entry entry = fill.entries().at(row % fill.entries().count());
        return new @Nullable Object[] {
            fill.key(AUTO_RESOLUTION_RULES, row),
            entry.topic().code() + " in " + entry.component().name(),
            "{\"errorCode\":\""
                    + entry.topic().code()
                    + "\",\"component\":\""
                    + entry.component().name()
                    + "\"}",
            entry.id(),
            entry.told(entry.topic().solution()),
            0.8 + 0.15 * dice.share(),
            dice.share(),
            dice.chance(0.4) ? 1 : 0
        };
    }

    private @Nullable Object[] attempt(long row, Dice dice) {
        long started = Moments.atWork(dice);
        return new @Nullable Object[] {
            fill.of(AUTO_RESOLUTION_ATTEMPTS).number(row),
            fill.key(AUTO_RESOLUTION_RULES, row % fill.of(AUTO_RESOLUTION_RULES).count()),
            fill.key(INCIDENTS, row % fill.of(INCIDENTS).count()),
            dice.oneOf(List.of("succeeded", "succeeded", "succeeded", "failed", "rolled_back")),
            0.8 + 0.2 * dice.share(),
            People.one(dice),
            Moments.text(started),
            Moments.text(started + dice.between(1, 600))
        };
    }

    private @Nullable Object[] model(long row, Dice dice) {
        byte[] weights = new byte[256];
        for (int at = 0; at < weights.length; at++) {
            weights[at] = (byte) dice.below(256);
        }
        return new @Nullable Object[] {
            model(row),
            PURPOSES.get((int) row).replace('_', ' '),
            MODELS.get((int) row),
            PURPOSES.get((int) row),
            weights,
            "{\"accuracy\":0.%d,\"precision\":0.%d,\"recall\":0.%d}"
                    .formatted(dice.between(70, 95), dice.between(65, 95), dice.between(60, 95)),
            "active",
            Moments.text(Moments.daysBeforeEnd(30))
        };
    }

    private @Nullable Object[] features(long row, Dice dice) {
        Entry entry = fill.entryOfIncident(row);
        return new @Nullable Object[] {
            fill.key(INCIDENTS, row),
            entry.component().name(),
            entry.topic().code(),
            1 + SEVERITIES.indexOf(entry.topic().severity()),
            entry.topic().hour(),
            dice.below(7),
            entry.told(entry.topic().problem()).length(),
            1,
            1
        };
    }

    private @Nullable Object[] daily(long row, Dice dice) {
        int components = Component.ALL.size();
        int incidents = (int) (12 * Math.pow(dice.share(), 2));
        return new @Nullable Object[] {
            Component.ALL.get((int) (row % components)).name(),
            Moments.day(Moments.daysBeforeEnd(1 + row / components)),
            incidents,
            dice.below(incidents + 1),
            incidents == 0 ? null : 20 + 400 * dice.share(),
            incidents * 0.7 + 2 * dice.share()
        };
    }

    private @Nullable Object[] prediction(long row, Dice dice) {
        long from = Moments.daysBeforeEnd(dice.between(-14, 60));
        double predicted = 10 * dice.share();
        return new @Nullable Object[] {
            fill.of(PREDICTIONS).number(row),
            model(row % MODELS.size()),
            dice.oneOf(Component.ALL).name(),
            predicted,
            0.4 + 0.6 * dice.share(),
            Moments.isBeforeEnd(from) ? predicted * (0.7 + 0.6 * dice.share()) : null,
            Moments.text(from),
            Moments.text(from + 86_400),
            Moments.text(from - 86_400)
        };
    }

    private @Nullable Object[] policy(long row, Dice dice) {
        String type = POLICIES.get((int) row);
        return new @Nullable Object[] {
            policy(row), "Default: " + type.replace('_', ' '), type, "{}", "advisory"
        };
    }

    private @Nullable Object[] check(long row, Dice dice) {
        return new @Nullable Object[] {
            fill.of(COMPLIANCE_CHECKS).number(row),
            policy(row % POLICIES.size()),
            "kb_entries",
            fill.entries().id(dice.popular(fill.entries().count())),
            dice.oneOf(
                    List.of(
                            "compliant",
                            "compliant",
                            "compliant",
                            "violation",
                            "exempt",
                            "pending")),
            Moments.text(Moments.atWork(dice))
        };
    }

    private @Nullable Object[] report(long row, Dice dice) {
        LocalDate end = Moments.END.minusMonths(3 * (row / FRAMEWORKS.size())).minusDays(1);
        String framework = FRAMEWORKS.get((int) (row % FRAMEWORKS.size()));
        return new @Nullable Object[] {
            framework + "-" + end,
            framework,
            end.plusDays(1).minusMonths(3).toString(),
            end.toString(),
            dice.below(9),
            "Quarterly report on the knowledge base",
            end.plusDays(1) + " 06:00:00"
        };
    }

    private @Nullable Object[] logged(long row, Dice dice) {
        return new @Nullable Object[] {
            fill.of(GOVERNANCE_LOG).number(row),
            policy(row % POLICIES.size()),
            People.one(dice),
            dice.oneOf(
                    List.of("entry.changed", "entry.archived", "rule.enabled", "model.approved")),
            fill.entries().id(dice.popular(fill.entries().count())),
            Moments.text(Moments.atWork(dice))
        };
    }

    private static String policy(long row) {
        return "default-" + POLICIES.get((int) row).replace('_', '-');
    }

    private static String model(long row) {
        return "default-" + PURPOSES.get((int) row).replace('_', '-');
    }
}
