package dev.signalbox.knowledgebase;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table that gets rows: since which version it is there, and how many rows fit the others. */
enum FilledTable {
    KB_ENTRIES(1, null, 0, "KB-"),
    KB_TAGS(1, KB_ENTRIES, 300, null),
    SEARCH_HISTORY(1, KB_ENTRIES, 500, ""),
    USAGE_METRICS(1, KB_ENTRIES, 1000, ""),
    FEEDBACK(1, KB_ENTRIES, 150, ""),
    COMPONENTS(2, Component.ALL.size()),
    INCIDENTS(2, KB_ENTRIES, 50, "IN-"),
    INCIDENT_STATUS_CHANGES(2, INCIDENTS, 200, ""),
    INCIDENT_COMMENTS(2, INCIDENTS, 100, ""),
    KB_INCIDENT_LINKS(2, INCIDENTS, 100, null),
    DETECTED_PATTERNS(2, INCIDENTS, 4, "PT-"),
    PATTERN_INCIDENTS(2, INCIDENTS, 100, null),
    ROOT_CAUSE_ANALYSES(2, DETECTED_PATTERNS, 100, "RC-"),
    COMPONENT_HEALTH(2, INCIDENTS, 20, "", 12 * 180),
    ALERT_RULES(2, 4),
    ALERTS(2, DETECTED_PATTERNS, 50, "AL-"),
    ALERT_NOTIFICATIONS(2, ALERTS, 100, ""),
    CODE_FILES(3, KB_ENTRIES, 10, "CF-"),
    PARSER_RESULTS(3, CODE_FILES, 100, null),
    CODE_SECTIONS(3, CODE_FILES, 500, "CS-"),
    KB_CODE_LINKS(3, CODE_FILES, 200, "CL-"),
    AI_ANALYSIS_RESULTS(3, CODE_FILES, 50, "AI-"),
    CODE_QUALITY_METRICS(3, CODE_FILES, 100, null),
    KB_ERROR_CODES(3, KB_ENTRIES, 100, null),
    KB_ENTRY_PROGRAMS(3, KB_ENTRIES, 100, null),
    IDZ_PROJECTS(4, CODE_FILES, 5, "PJ-"),
    CODE_TEMPLATES(4, KB_ENTRIES, 5, "TP-"),
    TEMPLATE_USAGES(4, CODE_TEMPLATES, 400, ""),
    WORKSPACES(4, IDZ_PROJECTS, 200, "WS-"),
    WORKSPACE_FILES(4, WORKSPACES, 300, null),
    PROJECT_TRANSFERS(4, IDZ_PROJECTS, 300, "TR-"),
    TRANSFER_VALIDATIONS(4, PROJECT_TRANSFERS, 200, ""),
    CODE_CHANGES(4, CODE_FILES, 300, null),
    AUTO_RESOLUTION_RULES(5, DETECTED_PATTERNS, 50, "AR-"),
    AUTO_RESOLUTION_ATTEMPTS(5, AUTO_RESOLUTION_RULES, 500, ""),
    ML_MODELS(5, 5),
    ML_INCIDENT_FEATURES(5, INCIDENTS, 100, null),
    COMPONENT_DAILY_METRICS(5, INCIDENTS, 40, null, 12 * 180),
    PREDICTIONS(5, INCIDENTS, 50, ""),
    GOVERNANCE_POLICIES(5, 5),
    COMPLIANCE_CHECKS(5, KB_ENTRIES, 10, ""),
    COMPLIANCE_REPORTS(5, 8),
    GOVERNANCE_LOG(5, KB_ENTRIES, 20, "");

    private static final Set<FilledTable> SIZED =
            EnumSet.of(KB_ENTRIES, SEARCH_HISTORY, USAGE_METRICS, FEEDBACK, INCIDENTS, CODE_FILES);

    private final int version;
    private final @Nullable FilledTable parent;
    private final int rowsPerHundred;
    private final @Nullable String numbering;
    private final long most;

    /** The same few rows however many the others get. */
    FilledTable(int version, long rows) {
        this(version, null, 0, null, rows);
    }

    FilledTable(
            int version,
            @Nullable FilledTable parent,
            int rowsPerHundred,
            @Nullable String numbering) {
        this(version, parent, rowsPerHundred, numbering, Long.MAX_VALUE);
    }

    FilledTable(
            int version,
            @Nullable FilledTable parent,
            int rowsPerHundred,
            @Nullable String numbering,
            long most) {
        this.version = version;
        this.parent = parent;
        this.rowsPerHundred = rowsPerHundred;
        this.numbering = numbering;
        this.most = most;
    }

    static Optional<FilledTable> named(String table) {
        return Arrays.stream(values()).filter(t -> t.table().equalsIgnoreCase(table)).findFirst();
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The version of the knowledge base that brings it. */
    int version() {
        return version;
    }

    /** The table whose number of new rows says how many rows this one gets. */
    Optional<FilledTable> parent() {
        return Optional.ofNullable(parent);
    }

    /** New rows when its parent gets so many. */
    long rowsFor(long ofParent) {
        return Math.min(most, Math.ceilDiv(ofParent * rowsPerHundred, 100L));
    }

    /** New rows of a table without parent; most of them are the knowledge base's own few. */
    long fixedRows() {
        return most;
    }

    /** Whether it gets the same few rows again and again, however many the others get. */
    boolean isBounded() {
        return most < Long.MAX_VALUE;
    }

    /** How many rows the parent needs for so many of this one. */
    long parentsFor(long rows) {
        return Math.ceilDiv(rows * 100, (long) rowsPerHundred);
    }

    /** What stands before the number in its key, if that is one; empty for the number alone. */
    Optional<String> numbering() {
        return Optional.ofNullable(numbering);
    }

    /** Whether somebody may say how many rows it gets; the others follow from these. */
    boolean mayBeSized() {
        return SIZED.contains(this);
    }

    static Set<FilledTable> sized() {
        return SIZED;
    }
}
