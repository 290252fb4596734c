package infocenter.target.job;

/**
 * One run's work, cut in steps so that many runs share few threads. Steps of a run follow one another, perhaps on different worker
 * threads, each seeing what the former did.
 */
public interface Work extends AutoCloseable {
    /**
     * Does a little: an object or a batch that takes well below a second; in something longer, {@link JobContext#checkpoint()} is
     * called at least every second. May block on disks and on other targets.
     *
     * @throws Stopped let through as it is: the run is over and reports nothing
     * @throws Exception the run failed; the message is its error. For one object of many, see {@link JobContext#objectError}
     */
    Step step() throws Exception;

    /** Gives back what it holds; called once, after the last step, also of a stopped run. */
    @Override
    default void close() {}
}
