package infocenter.core.table;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Outcome;
import org.pcollections.TreePMap;

/**
 * What a gateway's living process may still ask again (design section 3; modelled in {@code docs/spec/sessions.pml}).
 *
 * @param id sequence of the {@code JoinNode} that opened it, never given again
 * @param node the gateway
 * @param incarnation of the gateway
 * @param lowestOpen numbers below it are refused as forgotten and never applied
 * @param outcomes by number, from the lowest open one on
 */
public record Session(long id, NodeId node, long incarnation, long lowestOpen, TreePMap<Long, Outcome> outcomes) {}
