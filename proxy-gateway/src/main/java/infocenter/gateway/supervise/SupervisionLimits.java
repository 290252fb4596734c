package infocenter.gateway.supervise;

import java.time.Duration;

/**
 * Every limit of the supervisor.
 *
 * @param lease how long a target may go on after the sending of an answer that was acknowledged; the targets count the same
 * @param margin what the leader waits longer than that, so that a slower clock of a target does no harm
 * @param syncEvery longest time between two requests to a target that answers
 * @param syncGap shortest time between two, so that a stream of changes does not become a stream of requests
 * @param syncWithin for one answer; then the next request is sent, and this answer is dropped when it comes
 * @param stopAgain time to the next request while a target has what it shall not have
 * @param reachWithin for another gateway to reach a silent target (2 s there), and the way to it and back
 * @param viaFor how long syncs go through another gateway before the direct way is tried again
 * @param readWithin for a read round
 * @param submitWithin for a command
 * @param gather changes of the table within so long are looked at together
 * @param lookEvery how often silence is looked at
 * @param timedEvery how often the passing of time is looked at
 * @param progressEvery one progress entry in so long
 * @param progressMax runs in it, about 100 bytes each; the others wait for the next one
 * @param ordersMax orders in one request; the others go into the next one, at once
 * @param argumentCharsMax characters of arguments in one request, beside those of its first order
 * @param gatewayEvery how often the leader asks other gateways whether they live
 */
public record SupervisionLimits(
        Duration lease,
        Duration margin,
        Duration syncEvery,
        Duration syncGap,
        Duration syncWithin,
        Duration stopAgain,
        Duration reachWithin,
        Duration viaFor,
        Duration readWithin,
        Duration submitWithin,
        Duration gather,
        Duration lookEvery,
        Duration timedEvery,
        Duration progressEvery,
        int progressMax,
        int ordersMax,
        int argumentCharsMax,
        Duration gatewayEvery) {
    /** What every cluster has. */
    public static final SupervisionLimits STANDARD = new SupervisionLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            Duration.ofSeconds(3),
            Duration.ofMillis(50),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMillis(5),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            1_000,
            500,
            512 * 1024,
            Duration.ofSeconds(3));

    /** Silence after which a node is marked down. */
    public Duration silence() {
        return lease.plus(margin);
    }
}
