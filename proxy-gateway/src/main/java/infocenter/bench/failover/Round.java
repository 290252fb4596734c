package infocenter.bench.failover;

import java.util.List;

/**
 * What one round gave.
 *
 * @param pauseMillis longest time without an acknowledged start; where no majority lived, from the restart to the first one
 * @param pauseOfOneMillis the same at the one gateway, of those that were left alone, where it was longest
 * @param lookErrors looks that failed at gateways that were left alone, a text for each such gateway
 * @param startErrors starts that failed at gateways that were left alone
 * @param cutOff requests at gateways that were hit whose connection broke before the answer
 * @param slowestLookMillis at gateways that were left alone
 * @param wholeMillis from the injection until all members were there again
 */
record Round(
        double pauseMillis,
        double pauseOfOneMillis,
        List<String> lookErrors,
        long startErrors,
        long cutOff,
        double slowestLookMillis,
        double wholeMillis) {}
