package dev.signalbox.knowledgebase;

import java.util.List;

/**
 * A system that has problems.
 *
 * @param prefix four letters that its programs, jobs and data sets begin with
 */
record Component(String name, String prefix, String team, String criticality) {

    static final int PROGRAMS = 40;

    static final List<Component> ALL =
            List.of(
                    new Component("Payroll", "PAYR", "hr-systems", "critical"),
                    new Component("General Ledger", "GLED", "finance", "critical"),
                    new Component("Customer Master", "CUST", "core", "critical"),
                    new Component("Claims", "CLAM", "insurance", "high"),
                    new Component("Policy Administration", "POLI", "insurance", "high"),
                    new Component("Billing", "BILL", "finance", "critical"),
                    new Component("Loans", "LOAN", "banking", "high"),
                    new Component("Card Authorization", "CARD", "banking", "critical"),
                    new Component("Stock", "STOK", "logistics", "medium"),
                    new Component("Order Entry", "ORDR", "logistics", "high"),
                    new Component("Statements", "STMT", "banking", "medium"),
                    new Component("Archive", "ARCH", "core", "low"));

    /** One of its {@link #PROGRAMS} programs, such as {@code PAYR130}. */
    String program(int number) {
        return prefix + (100 + 10 * (number % PROGRAMS));
    }
}
