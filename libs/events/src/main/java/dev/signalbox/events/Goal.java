package dev.signalbox.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where the database should be; on the wire an object of one member, named after the goal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes(@JsonSubTypes.Type(value = Goal.MigrateTo.class, name = "migrateTo"))
public sealed interface Goal {

    String LATEST = "latest";

    /**
     * Forward to a version.
     *
     * @param version a version, a file's stem, or {@code latest}
     */
    record MigrateTo(@JsonValue String version) implements Goal {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public MigrateTo {
            if (version.isBlank()) {
                throw new IllegalArgumentException("The version to migrate to is empty");
            }
        }
    }

    static Goal latest() {
        return new MigrateTo(LATEST);
    }
}
