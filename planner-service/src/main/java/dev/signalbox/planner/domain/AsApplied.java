package dev.signalbox.planner.domain;

import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.ProjectForm;

/**
 * A migration as it was applied, from the plan that applied it.
 *
 * @param form how its files are read
 */
public record AsApplied(ProjectForm form, Migration migration) {}
