package dev.signalbox.transfer;

import dev.signalbox.database.BackfillWork;
import dev.signalbox.database.jar.ProjectClasses;
import dev.signalbox.migration.RowTransformation;
import dev.signalbox.transfer.Rule.Work;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A rule that can be run: the class of one in Java is loaded. */
public final class LoadedRule implements AutoCloseable {

    private final Rule rule;
    private final BackfillWork work;
    private final @Nullable ProjectClasses classes;

    private LoadedRule(Rule rule, BackfillWork work, @Nullable ProjectClasses classes) {
        this.rule = rule;
        this.work = work;
        this.classes = classes;
    }

    /**
     * @throws IOException when the rule's class cannot be loaded, saying why
     */
    public static LoadedRule load(Rule rule) throws IOException {
        return switch (rule.work()) {
            case Work.Select it ->
                    new LoadedRule(rule, new BackfillWork.Select(it.query(), it.target()), null);
            case Work.Sql it ->
                    new LoadedRule(rule, new BackfillWork.Statements(it.statements()), null);
            case Work.Java it -> loaded(rule, it);
        };
    }

    private static LoadedRule loaded(Rule rule, Work.Java java) throws IOException {
        ProjectClasses classes = ProjectClasses.of(java.jar().bytes());
        try {
            RowTransformation function =
                    classes.instance(RowTransformation.class, java.className());
            return new LoadedRule(
                    rule, new BackfillWork.Rows(within(classes, function), java.target()), classes);
        } catch (IOException | RuntimeException | Error e) {
            classes.close();
            throw e;
        }
    }

    private static RowTransformation within(ProjectClasses classes, RowTransformation function) {
        return new RowTransformation() {
            @Override
            public List<Map<String, @Nullable Object>> transform(Map<String, @Nullable Object> row)
                    throws Exception {
                return classes.run(() -> function.transform(row));
            }

            @Override
            public Optional<String> problem(
                    Map<String, @Nullable Object> row, Map<String, @Nullable Object> transformed) {
                return judged(classes, () -> function.problem(row, transformed));
            }
        };
    }

    private static Optional<String> judged(
            ProjectClasses classes, Callable<Optional<String>> judgement) {
        try {
            return classes.run(judgement);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public Rule rule() {
        return rule;
    }

    BackfillWork work() {
        return work;
    }

    @Override
    public void close() throws IOException {
        if (classes != null) {
            classes.close();
        }
    }
}
