package infocenter.target.job;

/** One kind of work; found in {@link Jobs}. One object serves all runs of the kind, so it keeps nothing of any of them. */
public interface Job {
    /** Name of the kind, as in {@code infocenter.core.xaction.Kinds}. */
    String kind();

    /**
     * Checks the arguments and prepares a run, when its order is obeyed. On the thread that takes orders: no disk, no network, no
     * effect.
     *
     * @throws BadArgument naming the argument; then the order is refused and there is no run
     */
    Work begin(JobContext context) throws BadArgument;
}
