package infocenter.wire;

import infocenter.client.Moment;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Role;
import infocenter.core.table.Information;

/**
 * What a backup says about itself before its content: of which cluster, of which moment, how much.
 *
 * @param identity of the cluster that it was taken from
 * @param term of the entry applied last
 * @param index of the entry applied last
 * @param sequence of the last sub-command in it
 * @param shownMillis wall time in the table, which is that of the last entry
 * @param xactions records, ended ones too
 * @param active those that had not ended
 * @param keys idempotency keys
 * @param buckets that lived
 * @param transformers that were registered
 * @param gateways in the map
 * @param targets in the map
 */
public record Backup(
        Identity identity,
        long term,
        long index,
        long sequence,
        long shownMillis,
        int xactions,
        int active,
        int keys,
        int buckets,
        int transformers,
        int gateways,
        int targets) {
    /**
     * That of one moment.
     *
     * @throws IllegalArgumentException when the cluster was not initialised then: there is nothing to keep
     */
    public static Backup of(Moment moment) {
        Information information = moment.information();
        Identity identity = information.identity();
        if (identity == null) {
            throw new IllegalArgumentException("the cluster is not initialised: there is nothing to keep");
        }
        return new Backup(
                identity,
                moment.term(),
                moment.index(),
                information.sequence(),
                information.clocks().shownMillis(),
                information.xactions().rows().size(),
                information.xactions().active().size(),
                information.keys().size(),
                information.buckets().byName().size(),
                information.transformers().byName().size(),
                information.cluster().all(Role.GATEWAY).size(),
                information.cluster().all(Role.TARGET).size());
    }
}
