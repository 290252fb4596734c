package infocenter.settings;

import java.time.Duration;

/**
 * How the leader lets objects move.
 *
 * @param waitFor how long running xactions that a rebalance excludes are waited for before they are aborted
 */
public record RebalanceCareSettings(
        @Setting(help = "time that xactions which a rebalance excludes may run on; then they are aborted", value = "2m")
        Duration waitFor) {
    public RebalanceCareSettings {
        Bounds.positive("waitFor", waitFor);
    }
}
