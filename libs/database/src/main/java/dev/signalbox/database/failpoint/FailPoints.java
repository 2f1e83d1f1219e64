package dev.signalbox.database.failpoint;

/** Told of every boundary that is passed; in production it does nothing. */
@FunctionalInterface
public interface FailPoints {

    FailPoints NONE = name -> {};

    /**
     * A boundary is passed.
     *
     * @param name of the place, {@code area.boundary}; what this throws stops the caller there, as
     *     a killed process would be stopped
     */
    void hit(String name);

    default void hit(DatabaseFailPoint point) {
        hit(point.label());
    }
}
