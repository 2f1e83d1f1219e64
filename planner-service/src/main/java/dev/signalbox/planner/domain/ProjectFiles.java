package dev.signalbox.planner.domain;

import dev.signalbox.settings.HealthSettings;
import dev.signalbox.sql.migration.CheckFile;
import dev.signalbox.sql.migration.HookFile;
import dev.signalbox.transfer.RuleSet;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a project wants done around its migrations.
 *
 * @param health how the application says whether it is well; null when nobody asks
 * @param hookTimeout of one hook
 */
public record ProjectFiles(
        List<HookFile> hooks,
        List<CheckFile> checks,
        RuleSet rules,
        @Nullable HealthSettings health,
        Duration hookTimeout) {

    public static final ProjectFiles NONE =
            new ProjectFiles(List.of(), List.of(), RuleSet.NONE, null, Duration.ofMinutes(1));

    public ProjectFiles {
        hooks = List.copyOf(hooks);
        checks = List.copyOf(checks);
    }
}
