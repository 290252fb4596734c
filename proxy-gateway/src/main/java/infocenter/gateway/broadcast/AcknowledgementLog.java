package infocenter.gateway.broadcast;

import infocenter.client.IcClient;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings acknowledgements into the log right after the answer to the client: what gathers while one command is under way goes
 * into the next. What is lost here, the supervisor finds again by sync. Any thread may call; owned by the serial executor.
 */
public final class AcknowledgementLog {
    /** In one command. */
    static final int TOGETHER_MAX = 1_000;
    /** Nobody waits for them: the next start, or the ends of short runs, take them into their entry. */
    static final Duration GATHER = Duration.ofMillis(25);
    /** That wait; more are dropped, since a sync finds them. */
    static final int WAITING_MAX = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgementLog.class);

    private final IcClient ic;
    private final Executor serial;
    private final Duration within;
    private final ArrayDeque<Acknowledgement> waiting = new ArrayDeque<>();
    private boolean underWay;

    public AcknowledgementLog(IcClient ic, Executor serial, Duration within) {
        this.ic = ic;
        this.serial = serial;
        this.within = within;
    }

    /** Takes these; returns at once. */
    public void record(List<Acknowledgement> acknowledgements) {
        if (acknowledgements.isEmpty()) {
            return;
        }
        serial.execute(() -> {
            if (waiting.size() + acknowledgements.size() > WAITING_MAX) {
                LOG.atWarn()
                        .addKeyValue("outcome", "dropped")
                        .log("too many acknowledgements wait; a sync will find them");
                return;
            }
            waiting.addAll(acknowledgements);
            sendNext();
        });
    }

    private void sendNext() {
        if (underWay || waiting.isEmpty()) {
            return;
        }
        List<Acknowledgement> together = new ArrayList<>(Math.min(waiting.size(), TOGETHER_MAX));
        while (!waiting.isEmpty() && together.size() < TOGETHER_MAX) {
            together.add(waiting.remove());
        }
        underWay = true;
        ic.submitGathered(new Command.RecordAcknowledgements(together), within, GATHER)
                .whenCompleteAsync(
                        (receipt, failure) -> {
                            underWay = false;
                            if (failure != null) {
                                LOG.atWarn()
                                        .addKeyValue("outcome", failure.getMessage())
                                        .log("acknowledgements not logged; a sync will find them");
                            }
                            sendNext();
                        },
                        serial);
    }
}
