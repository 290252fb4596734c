package infocenter.target.job;

import java.time.Duration;

/** What a step leaves to do. */
public sealed interface Step {
    /** Another step, when the other runs had theirs. */
    Step MORE = new More();

    /** Nothing: the run has ended by itself. */
    Step DONE = new Done();

    /** See {@link #MORE}. */
    record More() implements Step {}

    /** See {@link #DONE}. */
    record Done() implements Step {}

    /**
     * Nothing for so long: others work for this run meanwhile. It holds no thread and is not idle.
     */
    record Pause(Duration time) implements Step {}

    /**
     * Nothing until no request has come for so long; each request begins the time anew. For kinds that idle: the run is shown idle,
     * holds no thread, and its next step comes when {@link JobContext#quiet()} has reached this.
     */
    record Idle(Duration quiet) implements Step {}
}
