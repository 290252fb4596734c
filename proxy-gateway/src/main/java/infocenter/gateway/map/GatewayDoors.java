package infocenter.gateway.map;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Node doors of other gateways, the most promising first: the leader, members, then whom the settings name. Any thread. */
public final class GatewayDoors {
    private final String own;
    private final List<String> join;
    private final Supplier<ClusterMapView> view;
    private volatile String leader = "";

    /**
     * For one gateway.
     *
     * @param own its node door, which it never asks
     * @param join node doors of the settings
     * @param view newest map
     */
    public GatewayDoors(String own, List<String> join, Supplier<ClusterMapView> view) {
        this.own = own;
        this.join = List.copyOf(join);
        this.view = view;
    }

    /** Somebody named the leader; empty when there is none. */
    public void leader(String nodeUrl) {
        leader = nodeUrl;
    }

    /** Node door of the leader as last named, perhaps this one; empty when unknown. */
    public String leader() {
        return leader;
    }

    /** Whether the leader is this gateway, as far as known. */
    public boolean leading() {
        return leader.equals(own);
    }

    /** All others, each once. */
    public List<String> toAsk() {
        Set<String> doors = new LinkedHashSet<>();
        if (!leader.isEmpty()) {
            doors.add(leader);
        }
        ClusterMapView known = view.get();
        known.members().forEach(member -> doors.add(member.addresses().nodeUrl()));
        doors.addAll(join);
        for (Node gateway : known.all(Role.GATEWAY)) {
            if (gateway.up()) {
                doors.add(gateway.addresses().nodeUrl());
            }
        }
        doors.remove(own);
        return new ArrayList<>(doors);
    }

    /** Doors of the settings that belong to no node of the map: not joined yet, or of another cluster. */
    public List<String> strangers() {
        Set<String> doors = new LinkedHashSet<>(join);
        view.get()
                .all(Role.GATEWAY)
                .forEach(gateway -> doors.remove(gateway.addresses().nodeUrl()));
        doors.remove(own);
        return new ArrayList<>(doors);
    }
}
