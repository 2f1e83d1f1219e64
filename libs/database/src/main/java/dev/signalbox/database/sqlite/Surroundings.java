package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome;
import java.util.Optional;
import java.util.function.Supplier;

/** What happens right before and right after a script, inside its transaction and its limits. */
interface Surroundings {

    Surroundings NONE =
            new Surroundings() {
                @Override
                public Optional<ApplyOutcome> before(Supplier<Optional<ApplyOutcome>> trial) {
                    return Optional.empty();
                }

                @Override
                public void after() {}
            };

    /**
     * @param trial runs the script, for who wants to see what it does and then takes it back
     * @return why the script must not run
     */
    Optional<ApplyOutcome> before(Supplier<Optional<ApplyOutcome>> trial);

    /** After the last statement, before the checks. */
    void after();
}
