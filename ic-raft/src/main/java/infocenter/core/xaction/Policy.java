package infocenter.core.xaction;

/** What becomes of a xaction when one of its targets is lost (design section 4, point 7). */
public enum Policy {
    /** The run waits for its target during the window and is started there again; window over: as {@link #ABORT}. */
    RESTART,
    /** The whole xaction is aborted with cause system. */
    ABORT,
    /** That run is lost, the others go on, and the xaction ends with an error. */
    CONTINUE
}
