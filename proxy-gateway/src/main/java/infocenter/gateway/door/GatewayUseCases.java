package infocenter.gateway.door;

import infocenter.gateway.change.ChangeBuckets;
import infocenter.gateway.change.ChangeCouncil;
import infocenter.gateway.change.ChangeNodes;
import infocenter.gateway.change.ChangeTransformers;
import infocenter.gateway.forward.ForwardToMember;
import infocenter.gateway.join.InitializeCluster;
import infocenter.gateway.map.MapFollower;
import infocenter.gateway.read.ReadErrors;
import infocenter.gateway.read.ReadNames;
import infocenter.gateway.read.ReadTable;
import infocenter.gateway.start.AbortXaction;
import infocenter.gateway.start.StartXaction;
import infocenter.settings.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * Everything that a public door may do. Futures complete on threads of others: hop back to the request's context before touching
 * its response. Starts, names and homes of objects work at every gateway; what reads or changes the table works at members, so a
 * door first asks {@link ForwardToMember#wanted}.
 *
 * @param settings of this gateway
 * @param start starts a xaction, at any gateway
 * @param abort ends one, at members
 * @param table reads, at members
 * @param names listings, at any gateway
 * @param errors per object, for a row that was read
 * @param buckets changes them, at members
 * @param nodes changes them, at members
 * @param council changes what is wanted of the Information Center, at members
 * @param transformers changes them, at members
 * @param initialize makes the cluster
 * @param maps this gateway's copy of the cluster map
 * @param group the Raft group as seen here
 * @param forward to a member
 * @param meters where a door registers its own
 */
public record GatewayUseCases(
        GatewaySettings settings,
        StartXaction start,
        AbortXaction abort,
        ReadTable table,
        ReadNames names,
        ReadErrors errors,
        ChangeBuckets buckets,
        ChangeNodes nodes,
        ChangeCouncil council,
        ChangeTransformers transformers,
        InitializeCluster initialize,
        MapFollower maps,
        Supplier<GroupInfo> group,
        ForwardToMember forward,
        MeterRegistry meters) {}
