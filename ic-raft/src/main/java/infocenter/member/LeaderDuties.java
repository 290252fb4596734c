package infocenter.member;

import infocenter.client.LeaderWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops what only the leader does, in order, on one thread of our own. */
final class LeaderDuties {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderDuties.class);

    private final Executor events;

    /** Both touched on the event thread alone. */
    private final List<LeaderWork> duties = new ArrayList<>();

    private long leadingTerm;

    /**
     * @param events one thread
     */
    LeaderDuties(Executor events) {
        this.events = events;
    }

    void add(LeaderWork work) {
        run(() -> {
            duties.add(work);
            if (leadingTerm > 0) {
                safely(() -> work.lead(leadingTerm));
            }
        });
    }

    void lead(long term) {
        run(() -> {
            stop();
            leadingTerm = term;
            LOG.atInfo().addKeyValue("term", term).log("this member leads");
            duties.forEach(work -> safely(() -> work.lead(term)));
        });
    }

    void follow() {
        run(this::stop);
    }

    private void stop() {
        if (leadingTerm > 0) {
            LOG.atInfo().addKeyValue("term", leadingTerm).log("this member leads no more");
            leadingTerm = 0;
            duties.forEach(work -> safely(work::follow));
        }
    }

    private void run(Runnable step) {
        try {
            events.execute(step);
        } catch (RejectedExecutionException closing) {
            // The member is closing and has stopped its duties itself.
        }
    }

    private static void safely(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).log("leader work failed to start or stop");
        }
    }
}
