package infocenter.target.run;

import infocenter.node.RunReport;

/** Hears what becomes of runs, on the orders thread; returns at once. */
public interface RunListener {
    String FINISHED = "finished";
    String FAILED = "failed";
    String STOPPED = "stopped";

    /** A run of that kind has begun. */
    void started(String kind);

    /** A run of that kind is over; the outcome is one of the three above. */
    void ended(String kind, String outcome);

    /** A report waits to be committed. */
    void reported(RunReport report);
}
