package dev.signalbox.cli;

/** How a command ends, for whoever called it; the texts are those of the help. */
public final class Exit {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int FINDINGS = 3;
    public static final int WAITS_FOR_APPROVAL = 4;
    public static final int NEEDS_OPERATOR = 5;
    public static final int UNREACHABLE = 6;

    public static final String DONE_TEXT = "0:done";
    public static final String FAILED_TEXT = "1:the run failed; whether it was rolled back is said";
    public static final String USAGE_TEXT = "2:wrong usage or configuration";
    public static final String FINDINGS_TEXT = "3:findings or drift stand in the way";
    public static final String APPROVAL_TEXT = "4:the plan waits for approval";
    public static final String OPERATOR_TEXT = "5:an operator is needed";
    public static final String UNREACHABLE_TEXT = "6:nothing could be reached";
    public static final String INTERRUPTED_TEXT =
            "130:interrupted; what goes on and how to follow it is said";

    private Exit() {}
}
