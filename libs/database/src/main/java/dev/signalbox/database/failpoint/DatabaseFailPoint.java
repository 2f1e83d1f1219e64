package dev.signalbox.database.failpoint;

/** The boundaries of a managed database, in the order in which a run passes them. */
public enum DatabaseFailPoint {
    ACQUIRE_BEFORE_BEGIN("database.acquire.before-begin"),
    ACQUIRE_AFTER_BEGIN("database.acquire.after-begin"),
    ACQUIRE_AFTER_TABLES("database.acquire.after-tables"),
    ACQUIRE_AFTER_FENCE("database.acquire.after-fence"),
    ACQUIRE_BEFORE_COMMIT("database.acquire.before-commit"),
    ACQUIRE_AFTER_COMMIT("database.acquire.after-commit"),
    APPLY_BEFORE_BEGIN("database.apply.before-begin"),
    APPLY_AFTER_BEGIN("database.apply.after-begin"),
    APPLY_AFTER_FENCE("database.apply.after-fence"),
    APPLY_AFTER_SLICES("database.apply.after-slices"),
    APPLY_AFTER_STATEMENT("database.apply.after-statement"),
    APPLY_AFTER_CHECKS("database.apply.after-checks"),
    APPLY_AFTER_LEDGER_ROW("database.apply.after-ledger-row"),
    APPLY_BEFORE_COMMIT("database.apply.before-commit"),
    APPLY_AFTER_COMMIT("database.apply.after-commit"),
    REVERT_BEFORE_BEGIN("database.revert.before-begin"),
    REVERT_AFTER_BEGIN("database.revert.after-begin"),
    REVERT_AFTER_FENCE("database.revert.after-fence"),
    REVERT_AFTER_SLICES("database.revert.after-slices"),
    REVERT_AFTER_STATEMENT("database.revert.after-statement"),
    REVERT_AFTER_CHECKS("database.revert.after-checks"),
    REVERT_AFTER_LEDGER("database.revert.after-ledger"),
    REVERT_BEFORE_COMMIT("database.revert.before-commit"),
    REVERT_AFTER_COMMIT("database.revert.after-commit"),
    BATCH_BEFORE_BEGIN("database.batch.before-begin"),
    BATCH_AFTER_BEGIN("database.batch.after-begin"),
    BATCH_AFTER_FILL("database.batch.after-fill"),
    BATCH_AFTER_WORK("database.batch.after-work"),
    BATCH_AFTER_CURSOR("database.batch.after-cursor"),
    BATCH_BEFORE_COMMIT("database.batch.before-commit"),
    BATCH_AFTER_COMMIT("database.batch.after-commit"),
    RECORD_AFTER_BEGIN("database.record.after-begin"),
    RECORD_BEFORE_COMMIT("database.record.before-commit"),
    RECORD_AFTER_COMMIT("database.record.after-commit"),
    RESTORE_BEFORE_CHECK("database.restore.before-check"),
    RESTORE_AFTER_CHECK("database.restore.after-check"),
    RESTORE_AFTER_RECORD("database.restore.after-record"),
    RESTORE_BEFORE_COPY("database.restore.before-copy"),
    RESTORE_AFTER_STEP("database.restore.after-step"),
    RESTORE_AFTER_COMMIT("database.restore.after-commit"),
    RESTORE_AFTER_PROOF("database.restore.after-proof"),
    SNAPSHOT_AFTER_COPY("database.snapshot.after-copy"),
    SNAPSHOT_BEFORE_PUBLISH("database.snapshot.before-publish"),
    SNAPSHOT_AFTER_PUBLISH("database.snapshot.after-publish");

    private final String label;

    DatabaseFailPoint(String label) {
        this.label = label;
    }

    /** What {@link FailPoints#hit(String)} is called with. */
    public String label() {
        return label;
    }
}
