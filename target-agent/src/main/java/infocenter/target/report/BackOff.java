package infocenter.target.report;

import java.time.Duration;

/** Waits that double from one failure to the next, up to a limit. One thread. */
final class BackOff {
    private final Duration first;
    private final Duration most;
    private Duration next;

    BackOff(Duration first, Duration most) {
        this.first = first;
        this.most = most;
        this.next = first;
    }

    /** The wait after one more failure. */
    long failedMillis() {
        Duration wait = next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(most) < 0 ? doubled : most;
        return wait.toMillis();
    }

    /** It went well: the next failure is the first again. */
    void succeeded() {
        next = first;
    }
}
