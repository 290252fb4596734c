package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.known;
import static infocenter.wire.Strict.made;
import static infocenter.wire.Strict.nodeId;
import static infocenter.wire.Strict.nodeIds;
import static infocenter.wire.Strict.present;

import infocenter.core.bucket.Bucket;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Placement;
import infocenter.wire.proto.SnapshotProto;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/** The cluster map and the buckets, for snapshots and for nodes that fetch the map. */
final class ClusterValues {
    private ClusterValues() {}

    static SnapshotProto.Identity toProto(Identity identity) {
        return SnapshotProto.Identity.newBuilder()
                .setClusterId(identity.clusterId())
                .setEpoch(identity.epoch())
                .build();
    }

    static Identity fromProto(SnapshotProto.Identity message) {
        known(message);
        return new Identity(message.getClusterId(), message.getEpoch());
    }

    static SnapshotProto.Cluster toProto(Cluster cluster) {
        SnapshotProto.Cluster.Builder message = SnapshotProto.Cluster.newBuilder()
                .setProposed(toProto(cluster.proposed()))
                .setActive(toProto(cluster.active()))
                .setRebalanceDueMillis(cluster.rebalanceDueMillis())
                .setConfiguration(toProto(cluster.configuration()))
                .setCouncil(toProto(cluster.council()))
                .setFeatureLevel(cluster.featureLevel())
                .setSequence(cluster.sequence());
        for (Node node : cluster.nodes().values()) {
            message.addNodes(toProto(node));
        }
        for (Placement placement : cluster.former()) {
            message.addFormer(toProto(placement));
        }
        return message.build();
    }

    static Cluster fromProto(SnapshotProto.Cluster message) {
        known(message);
        TreeMap<NodeId, Node> nodes = new TreeMap<>();
        for (SnapshotProto.Node one : message.getNodesList()) {
            Node node = fromProto(one);
            if (nodes.put(node.id(), node) != null) {
                throw new WireException("cluster.nodes has a node twice: " + node.id());
            }
        }
        return new Cluster(
                TreePMap.fromSortedMap(nodes),
                fromProto(present(message.hasProposed(), message.getProposed(), "cluster.proposed")),
                fromProto(present(message.hasActive(), message.getActive(), "cluster.active")),
                each(message.getFormerList(), ClusterValues::fromProto),
                message.getRebalanceDueMillis(),
                fromProto(present(message.hasConfiguration(), message.getConfiguration(), "cluster.configuration")),
                fromProto(present(message.hasCouncil(), message.getCouncil(), "cluster.council")),
                message.getFeatureLevel(),
                message.getSequence());
    }

    private static SnapshotProto.Council toProto(Council council) {
        SnapshotProto.Council.Builder message =
                SnapshotProto.Council.newBuilder().setSize(council.size());
        council.barred().forEach(gateway -> message.addBarred(gateway.value()));
        if (council.lead() != null) {
            message.setLead(SnapshotProto.Council.Lead.newBuilder()
                    .setTo(council.lead().to().value())
                    .setTerm(council.lead().term()));
        }
        return message.build();
    }

    private static Council fromProto(SnapshotProto.Council message) {
        known(message);
        return new Council(
                message.getSize(),
                nodeIds("council.barred", message.getBarredList()),
                message.hasLead() ? fromProto(message.getLead()) : null);
    }

    private static Council.Lead fromProto(SnapshotProto.Council.Lead message) {
        known(message);
        return new Council.Lead(nodeId("council.lead.to", message.getTo()), message.getTerm());
    }

    static SnapshotProto.Node toProto(Node node) {
        SnapshotProto.Node.Builder message = SnapshotProto.Node.newBuilder()
                .setId(node.id().value())
                .setRole(Enums.ROLE.toProto(node.role()))
                .setAddresses(Values.toProto(node.addresses()))
                .setZone(node.zone())
                .setIncarnation(node.incarnation())
                .setState(Enums.NODE_STATE.toProto(node.state()))
                .setUnderstands(node.understands())
                .setBalancedMapVersion(node.balancedMapVersion())
                .setAdmitted(node.admitted())
                .setSequence(node.sequence())
                .setSinceMillis(node.sinceMillis())
                .setUp(node.up())
                .setDegraded(node.degraded());
        if (node.seat() != null) {
            message.setSeat(Values.toProto(node.seat()));
        }
        return message.build();
    }

    private static Node fromProto(SnapshotProto.Node message) {
        return made("node", known(message), ClusterValues::node);
    }

    private static Node node(SnapshotProto.Node message) {
        return new Node(
                nodeId("node.id", message.getId()),
                Enums.ROLE.fromProto(message.getRole()),
                Values.fromProto(present(message.hasAddresses(), message.getAddresses(), "node.addresses")),
                message.getZone(),
                message.getIncarnation(),
                Enums.NODE_STATE.fromProto(message.getState()),
                message.hasSeat() ? Values.fromProto(message.getSeat()) : null,
                message.getUnderstands(),
                message.getBalancedMapVersion(),
                message.getAdmitted(),
                message.getSequence(),
                message.getSinceMillis(),
                message.getUp(),
                message.getDegraded());
    }

    private static SnapshotProto.Placement toProto(Placement placement) {
        SnapshotProto.Placement.Builder message =
                SnapshotProto.Placement.newBuilder().setVersion(placement.version());
        for (NodeId target : placement.targets()) {
            message.addTargets(target.value());
        }
        return message.build();
    }

    private static Placement fromProto(SnapshotProto.Placement message) {
        known(message);
        return new Placement(message.getVersion(), nodeIds("placement.targets", message.getTargetsList()));
    }

    private static SnapshotProto.Configuration toProto(Configuration configuration) {
        return SnapshotProto.Configuration.newBuilder()
                .setIndex(configuration.index())
                .addAllPeerIds(configuration.peerIds())
                .build();
    }

    private static Configuration fromProto(SnapshotProto.Configuration message) {
        known(message);
        return new Configuration(message.getIndex(), each(message.getPeerIdsList(), peer -> peer));
    }

    static SnapshotProto.Bucket toProto(Bucket bucket) {
        return SnapshotProto.Bucket.newBuilder()
                .setId(bucket.id())
                .setName(Values.toProto(bucket.name()))
                .addAllProperties(Values.toProto(bucket.properties()))
                .setCreatedShownMillis(bucket.createdShownMillis())
                .build();
    }

    static Bucket bucket(SnapshotProto.Bucket message) {
        known(message);
        return new Bucket(
                message.getId(),
                Values.fromProto(present(message.hasName(), message.getName(), "bucket.name")),
                Values.texts("bucket.properties", message.getPropertiesList()),
                message.getCreatedShownMillis());
    }
}
