package dev.signalbox.migration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The function of a transformation rule, in Java. Its class is public and has a public constructor
 * without parameters; a rule names it as {@code java}.
 *
 * <p>It runs in the executor. A batch may be transformed again after a crash, so that it must not
 * change anything outside.
 *
 * <p>Rows are columns by name, in the table's order. Values are {@code Long}, {@code Double},
 * {@code String}, {@code byte[]} or null.
 */
public interface RowTransformation {

    /**
     * What is written for a row of the source: none, one row or several.
     *
     * @param row not to be changed
     * @throws Exception when the row cannot be transformed; the rule's policy for errors then says
     *     whether the others go on
     */
    List<Map<String, @Nullable Object>> transform(Map<String, @Nullable Object> row)
            throws Exception;

    /**
     * What is wrong with a transformed row, which is then not written; empty when it is good.
     *
     * @param row of the source
     */
    default Optional<String> problem(
            Map<String, @Nullable Object> row, Map<String, @Nullable Object> transformed) {
        return Optional.empty();
    }
}
