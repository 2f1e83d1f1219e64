package dev.signalbox.rehearsal.fill;

/** Rows that a schema does not let in, or that nobody can invent by it; says which and why. */
final class CannotFillException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final String REMEDY =
            ". Write such rows yourself: SQL in the scenario's setup, or a DataGenerator in a jar of"
                    + " tests/";

    CannotFillException(String table, String why) {
        super("the table " + table + " cannot be filled: " + why + REMEDY);
    }

    CannotFillException(String table, String why, Throwable cause) {
        super("the table " + table + " cannot be filled: " + why + REMEDY, cause);
    }
}
