package dev.signalbox.knowledgebase;

import static dev.signalbox.knowledgebase.FilledTable.CODE_CHANGES;
import static dev.signalbox.knowledgebase.FilledTable.CODE_FILES;
import static dev.signalbox.knowledgebase.FilledTable.CODE_TEMPLATES;
import static dev.signalbox.knowledgebase.FilledTable.IDZ_PROJECTS;
import static dev.signalbox.knowledgebase.FilledTable.PROJECT_TRANSFERS;
import static dev.signalbox.knowledgebase.FilledTable.TEMPLATE_USAGES;
import static dev.signalbox.knowledgebase.FilledTable.TRANSFER_VALIDATIONS;
import static dev.signalbox.knowledgebase.FilledTable.WORKSPACES;
import static dev.signalbox.knowledgebase.FilledTable.WORKSPACE_FILES;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the fourth version adds: projects, templates, workspaces, and how files changed. */
final class ProjectRows {

    static final int FILES_IN_A_WORKSPACE = 3;
    private static final int REVISIONS = 3;

    private final Fill fill;

    private ProjectRows(Fill fill) {
        this.fill = fill;
    }

    /** To be there before the code files, which are in them. */
    static TableRows projects(Fill fill) {
        var rows = new ProjectRows(fill);
        return TableRows.of(
                IDZ_PROJECTS,
                "id, project_name, idz_workspace_path, local_workspace_path, project_type, status, created_at, last_synchronized_at",
                rows::project);
    }

    static List<TableRows> of(Fill fill) {
        var rows = new ProjectRows(fill);
        return List.of(
                TableRows.of(
                        CODE_TEMPLATES,
                        "id, name, description, category, template_content, parameters, success_rate, usage_count, source_entry_id",
                        rows::template),
                TableRows.of(
                        TEMPLATE_USAGES,
                        "id, template_id, parameter_values, was_successful, used_by, used_at",
                        rows::usage),
                TableRows.of(
                        WORKSPACES,
                        "id, project_id, name, layout, owner, last_opened_at",
                        rows::workspace),
                TableRows.of(
                        WORKSPACE_FILES,
                        "workspace_id, file_id, position, cursor_line, modified",
                        rows::workspaceFile),
                TableRows.of(
                        PROJECT_TRANSFERS,
                        "id, project_id, direction, status, file_count, checksum, started_at, completed_at",
                        rows::transfer),
                TableRows.of(
                        TRANSFER_VALIDATIONS,
                        "id, transfer_id, file_id, rule, severity, message, line",
                        rows::validation),
                TableRows.of(
                        CODE_CHANGES,
                        "file_id, revision, change_type, previous_hash, new_hash, lines_added, lines_removed, changed_by, changed_at",
                        rows::change));
    }

    private @Nullable Object[] project(long row, Dice dice) {
        Component component = Component.ALL.get((int) (row % Component.ALL.size()));
        String name =
                component.prefix().toLowerCase(Locale.ROOT) + "-" + fill.key(IDZ_PROJECTS, row);
        long created = Moments.longAgo(dice);
        return new @Nullable Object[] {
            fill.key(IDZ_PROJECTS, row),
            name,
            "/idz/" + component.team() + "/" + name,
            "/u/projects/" + name,
            dice.oneOf(List.of("cobol", "cobol", "cobol", "pli", "assembler", "mixed")),
            dice.oneOf(List.of("active", "active", "imported", "exported", "archived")),
            Moments.text(created),
            Moments.text(Moments.atWork(dice))
        };
    }

    private @Nullable Object[] template(long row, Dice dice) {
        Entry entry = fill.entries().at(row % fill.entries().count());
        return new @Nullable Object[] {
            fill.key(CODE_TEMPLATES, row),
            entry.topic().code() + " in " + entry.component().name(),
            entry.told(entry.topic().title()),
            switch (entry.topic().category()) {
                case "VSAM" -> "file_operations";
                case "Batch" -> "data_validation";
                case "DB2", "CICS", "IMS" -> "error_handling";
                default -> "common_patterns";
            },
            entry.topic().solution(),
            "[{\"name\":\"program\"},{\"name\":\"job\"},{\"name\":\"file\"}]",
            0.5 + 0.5 * dice.share(),
            dice.below(60),
            entry.id()
        };
    }

    private @Nullable Object[] usage(long row, Dice dice) {
        return new @Nullable Object[] {
            fill.of(TEMPLATE_USAGES).number(row),
            fill.key(CODE_TEMPLATES, row % fill.of(CODE_TEMPLATES).count()),
            "{\"program\":\""
                    + dice.oneOf(Component.ALL).program(dice.below(Component.PROGRAMS))
                    + "\"}",
            dice.chance(0.8) ? 1 : 0,
            People.one(dice),
            Moments.text(Moments.atWork(dice))
        };
    }

    private @Nullable Object[] workspace(long row, Dice dice) {
        String owner = People.one(dice);
        return new @Nullable Object[] {
            fill.key(WORKSPACES, row),
            fill.key(IDZ_PROJECTS, row / 2),
            owner + "'s workspace",
            "{\"columns\":" + dice.between(1, 3) + "}",
            owner,
            Moments.text(Moments.atWork(dice))
        };
    }

    /** Several, or fewer when there are not so many at all. */
    static long filesOfAWorkspace(long files) {
        return Math.min(FILES_IN_A_WORKSPACE, files);
    }

    private @Nullable Object[] workspaceFile(long row, Dice dice) {
        long files = fill.of(CODE_FILES).count();
        long each = filesOfAWorkspace(files);
        long workspace = row / each;
        long position = row % each;
        return new @Nullable Object[] {
            fill.key(WORKSPACES, workspace),
            fill.key(CODE_FILES, (workspace * each + position) % files),
            position,
            dice.between(1, 38),
            dice.chance(0.1) ? 1 : 0
        };
    }

    private @Nullable Object[] transfer(long row, Dice dice) {
        long started = Moments.atWork(dice);
        String status =
                dice.oneOf(List.of("completed", "completed", "completed", "rejected", "failed"));
        return new @Nullable Object[] {
            fill.key(PROJECT_TRANSFERS, row),
            fill.key(IDZ_PROJECTS, row % fill.of(IDZ_PROJECTS).count()),
            dice.chance(0.5) ? "import" : "export",
            status,
            dice.between(1, 120),
            fill.hashOfFile(row, 0),
            Moments.text(started),
            Moments.text(started + dice.between(2, 900))
        };
    }

    private @Nullable Object[] validation(long row, Dice dice) {
        boolean isEncoding = dice.chance(0.5);
        return new @Nullable Object[] {
            fill.of(TRANSFER_VALIDATIONS).number(row),
            fill.key(PROJECT_TRANSFERS, row / 2),
            fill.key(CODE_FILES, row % fill.of(CODE_FILES).count()),
            isEncoding ? "encoding" : "line-length",
            isEncoding ? "error" : "warning",
            isEncoding ? "Not all characters are in IBM-1047" : "Text beyond column 72",
            dice.between(1, 38)
        };
    }

    private @Nullable Object[] change(long row, Dice dice) {
        long file = row / REVISIONS;
        int revision = 1 + (int) (row % REVISIONS);
        return new @Nullable Object[] {
            fill.key(CODE_FILES, file),
            revision,
            revision == 1 ? "created" : "modified",
            revision == 1 ? null : fill.hashOfFile(file, revision + 1),
            fill.hashOfFile(file, revision == REVISIONS ? 1 : revision + 2),
            revision == 1 ? 38 : dice.below(20),
            revision == 1 ? 0 : dice.below(12),
            People.one(dice),
            Moments.text(Moments.daysBeforeEnd(200L - 40 * revision) + dice.below(86_400))
        };
    }
}
