package infocenter.core.supervise;

import infocenter.core.xaction.Counters;
import infocenter.core.xaction.XactionId;
import java.util.List;
import java.util.Map;

/**
 * What a target's answer says, in the core's words.
 *
 * @param incarnation of the process that answered
 * @param stopping it is shutting down on purpose
 * @param inventory everything it has, by xaction; looked up once for every run that the table believes in
 * @param reports ends that it keeps until the table shows them
 * @param stopped stop orders of the request that it has obeyed, now or before
 */
public record Seen(
        long incarnation,
        boolean stopping,
        Map<XactionId, Listed> inventory,
        List<Report> reports,
        List<Stopped> stopped) {
    /**
     * A run that it has.
     *
     * @param ended only its terminal report is kept
     */
    public record Listed(XactionId id, int attempt, boolean ended) {}

    /**
     * A run that ended by itself.
     *
     * @param sequence the target's own number of the report
     * @param error empty when all went well
     */
    public record Report(XactionId id, int attempt, long sequence, String error, Counters counters) {}

    /**
     * A stop that it has obeyed.
     *
     * @param sequence of the order
     */
    public record Stopped(XactionId id, long sequence) {}
}
