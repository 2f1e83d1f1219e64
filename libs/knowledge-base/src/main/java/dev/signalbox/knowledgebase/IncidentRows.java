package dev.signalbox.knowledgebase;

import static dev.signalbox.knowledgebase.FilledTable.ALERTS;
import static dev.signalbox.knowledgebase.FilledTable.ALERT_NOTIFICATIONS;
import static dev.signalbox.knowledgebase.FilledTable.ALERT_RULES;
import static dev.signalbox.knowledgebase.FilledTable.COMPONENTS;
import static dev.signalbox.knowledgebase.FilledTable.COMPONENT_HEALTH;
import static dev.signalbox.knowledgebase.FilledTable.DETECTED_PATTERNS;
import static dev.signalbox.knowledgebase.FilledTable.INCIDENTS;
import static dev.signalbox.knowledgebase.FilledTable.INCIDENT_COMMENTS;
import static dev.signalbox.knowledgebase.FilledTable.INCIDENT_STATUS_CHANGES;
import static dev.signalbox.knowledgebase.FilledTable.KB_INCIDENT_LINKS;
import static dev.signalbox.knowledgebase.FilledTable.PATTERN_INCIDENTS;
import static dev.signalbox.knowledgebase.FilledTable.ROOT_CAUSE_ANALYSES;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the second version adds: incidents about what entries are about, and what is seen in them.
 */
final class IncidentRows {

    private static final List<Integer> INCIDENTS_IN_A_PATTERN = List.of(3, 5, 8, 13, 21, 34);
    private static final List<String> METRICS =
            List.of("incident_rate", "pattern_frequency", "component_health", "resolution_time");

    private final Fill fill;

    private IncidentRows(Fill fill) {
        this.fill = fill;
    }

    static List<TableRows> of(Fill fill) {
        var rows = new IncidentRows(fill);
        return List.of(
                TableRows.of(COMPONENTS, "name, owner_team, criticality", rows::component),
                TableRows.of(
                        INCIDENTS,
                        "id, ticket_id, title, description, component, severity, status, created_at, resolved_at, error_code, assigned_to, resolution",
                        rows::incident),
                TableRows.of(
                        INCIDENT_STATUS_CHANGES,
                        "id, incident_id, from_status, to_status, changed_by, changed_at",
                        rows::statusChange),
                TableRows.of(
                        INCIDENT_COMMENTS,
                        "id, incident_id, author, body, created_at",
                        rows::comment),
                TableRows.of(
                        KB_INCIDENT_LINKS,
                        "kb_entry_id, incident_id, link_type, confidence, linked_at",
                        rows::link),
                TableRows.of(
                        DETECTED_PATTERNS,
                        "id, pattern_type, confidence, severity, frequency, first_seen, last_seen, description, component, error_code, hour_of_day, suggested_entry_id, status",
                        rows::pattern),
                TableRows.of(
                        PATTERN_INCIDENTS,
                        "pattern_id, incident_id, match_score",
                        rows::patternIncident),
                TableRows.of(
                        ROOT_CAUSE_ANALYSES,
                        "id, pattern_id, cause, cause_category, confidence, evidence, recommended_entry_id, status, analyzed_at",
                        rows::rootCause),
                TableRows.of(
                        COMPONENT_HEALTH,
                        "id, component, status, open_incidents, error_rate, measured_at",
                        rows::health),
                TableRows.of(
                        ALERT_RULES,
                        "id, name, metric, threshold, window_minutes, severity",
                        rows::alertRule),
                TableRows.of(
                        ALERTS,
                        "id, rule_id, pattern_id, component, severity, status, message, triggered_at, acknowledged_at, resolved_at",
                        rows::alert),
                TableRows.of(
                        ALERT_NOTIFICATIONS,
                        "id, alert_id, channel, recipient, delivered, sent_at",
                        rows::notification));
    }

    private @Nullable Object[] component(long row, Dice dice) {
        Component component = Component.ALL.get((int) row);
        return new @Nullable Object[] {component.name(), component.team(), component.criticality()};
    }

    private @Nullable Object[] incident(long row, Dice dice) {
        Entry entry = fill.entryOfIncident(row);
        Course course = course(row);
        return new @Nullable Object[] {
            fill.key(INCIDENTS, row),
            "INC" + (50_000_000 + fill.of(INCIDENTS).number(row)),
            entry.told(entry.topic().title()),
            entry.told(entry.topic().problem()) + " Reported by " + People.one(dice) + ".",
            entry.component().name(),
            entry.topic().severity(),
            course.status(),
            Moments.text(course.created()),
            course.isResolved() ? Moments.text(course.resolved()) : null,
            entry.topic().code(),
            People.one(dice),
            course.isResolved() ? "As in " + entry.id() + "." : null
        };
    }

    private @Nullable Object[] statusChange(long row, Dice dice) {
        Course course = course(row / 2);
        boolean second = row % 2 == 1;
        return new @Nullable Object[] {
            fill.of(INCIDENT_STATUS_CHANGES).number(row),
            fill.key(INCIDENTS, row / 2),
            second ? "open" : null,
            second ? course.status() : "open",
            People.one(dice),
            Moments.text(second && course.isResolved() ? course.resolved() : course.created())
        };
    }

    private @Nullable Object[] comment(long row, Dice dice) {
        Entry entry = fill.entryOfIncident(row);
        return new @Nullable Object[] {
            fill.of(INCIDENT_COMMENTS).number(row),
            fill.key(INCIDENTS, row),
            People.one(dice),
            dice.chance(0.5)
                    ? "Looks like " + entry.id() + "."
                    : "Again " + entry.topic().code() + " in " + entry.program() + ".",
            Moments.text(course(row).created() + 600)
        };
    }

    private @Nullable Object[] link(long row, Dice dice) {
        return new @Nullable Object[] {
            fill.entryOfIncident(row).id(),
            fill.key(INCIDENTS, row),
            dice.chance(0.6) ? "error_code" : "manual",
            0.6 + 0.4 * dice.share(),
            Moments.text(course(row).created() + 1200)
        };
    }

    private @Nullable Object[] pattern(long row, Dice dice) {
        Entry entry = fill.entries().at(row % fill.entries().count());
        int hour = entry.topic().hour();
        long first = Moments.around(dice, hour);
        int kind = dice.below(4);
        return new @Nullable Object[] {
            fill.key(DETECTED_PATTERNS, row),
            List.of("error", "component", "temporal", "mixed").get(kind),
            0.5 + 0.45 * dice.share(),
            entry.topic().severity(),
            dice.oneOf(INCIDENTS_IN_A_PATTERN),
            Moments.text(first - 30L * 86_400),
            Moments.text(first),
            entry.topic().code() + " in " + entry.component().name() + " about " + hour + ":00",
            entry.component().name(),
            entry.topic().code(),
            kind >= 2 ? hour : null,
            entry.id(),
            dice.chance(0.6) ? "active" : "acknowledged"
        };
    }

    private @Nullable Object[] patternIncident(long row, Dice dice) {
        long patterns = fill.of(DETECTED_PATTERNS).count();
        return new @Nullable Object[] {
            fill.key(DETECTED_PATTERNS, row % patterns),
            fill.key(INCIDENTS, row),
            0.5 + 0.5 * dice.share()
        };
    }

    private @Nullable Object[] rootCause(long row, Dice dice) {
        Entry entry = fill.entries().at(row % fill.entries().count());
        return new @Nullable Object[] {
            fill.key(ROOT_CAUSE_ANALYSES, row),
            fill.key(DETECTED_PATTERNS, row),
            entry.told(entry.topic().problem()),
            dice.chance(0.85) ? entry.topic().causeCategory() : "unknown",
            0.4 + 0.6 * dice.share(),
            "{\"errorCode\":\""
                    + entry.topic().code()
                    + "\",\"incidents\":"
                    + dice.between(3, 40)
                    + "}",
            entry.id(),
            dice.oneOf(List.of("proposed", "proposed", "confirmed", "rejected")),
            Moments.text(Moments.atWork(dice))
        };
    }

    private @Nullable Object[] health(long row, Dice dice) {
        int components = Component.ALL.size();
        int open = (int) (8 * Math.pow(dice.share(), 3));
        return new @Nullable Object[] {
            fill.of(COMPONENT_HEALTH).number(row),
            Component.ALL.get((int) (row % components)).name(),
            open >= 5 ? "critical" : open >= 2 ? "degraded" : "healthy",
            open,
            open * 0.01 + 0.005 * dice.share(),
            Moments.text(Moments.daysBeforeEnd(1 + row / components))
        };
    }

    private @Nullable Object[] alertRule(long row, Dice dice) {
        String metric = METRICS.get((int) row);
        return new @Nullable Object[] {
            "default-" + metric.replace('_', '-'),
            "Default: " + metric.replace('_', ' '),
            metric,
            row == 3 ? 240.0 : 3.0,
            60,
            "high"
        };
    }

    private @Nullable Object[] alert(long row, Dice dice) {
        Entry entry = fill.entries().at(row % fill.entries().count());
        long triggered = Moments.around(dice, entry.topic().hour());
        boolean resolved = dice.chance(0.7);
        return new @Nullable Object[] {
            fill.key(ALERTS, row),
            "default-pattern-frequency",
            fill.key(DETECTED_PATTERNS, row),
            entry.component().name(),
            entry.topic().severity(),
            resolved ? "resolved" : "acknowledged",
            entry.topic().code() + " more often than usual in " + entry.component().name(),
            Moments.text(triggered),
            Moments.text(triggered + 300),
            resolved ? Moments.text(triggered + 300 + dice.below(14_400)) : null
        };
    }

    private @Nullable Object[] notification(long row, Dice dice) {
        Entry entry = fill.entries().at(row % fill.entries().count());
        return new @Nullable Object[] {
            fill.of(ALERT_NOTIFICATIONS).number(row),
            fill.key(ALERTS, row),
            dice.oneOf(List.of("mail", "chat", "pager", "ticket")),
            entry.component().team(),
            dice.chance(0.97) ? 1 : 0,
            Moments.text(Moments.atWork(dice))
        };
    }

    private Course course(long incident) {
        return Course.of(
                fill.entryOfIncident(incident),
                new Dice(fill.seed(), "course", fill.of(INCIDENTS).number(incident)));
    }
}
