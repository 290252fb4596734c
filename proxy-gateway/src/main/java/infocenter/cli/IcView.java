package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The Information Center as the gateways show it, asked of whoever leads where possible: only the leader knows how far others are. */
final class IcView {
    static final String MEMBERS = Paths.ROOT + "/members";

    private IcView() {}

    /** From the leader if it can be reached from here, else from the first gateway that answers. */
    static JsonNode ofLeader(Door door) {
        JsonNode seen = door.get(MEMBERS).body();
        String leader = seen.path("leader").asText("");
        if (leader.isEmpty() || knowsMost(seen)) {
            return seen;
        }
        try {
            String url = door.get(Paths.node(leader)).body().path("publicUrl").asText("");
            return url.isEmpty() ? seen : new Door(List.of(url)).get(MEMBERS).body();
        } catch (CliFailure elsewhere) {
            return seen;
        }
    }

    private static boolean knowsMost(JsonNode seen) {
        for (JsonNode item : seen.path("items")) {
            if (item.path("lag").isNull()) {
                return false;
            }
        }
        return true;
    }

    /** Every gateway in one table, voters first. */
    static JsonNode table(JsonNode members) {
        ArrayNode items = Door.JSON.createArrayNode();
        for (String list : List.of("items", "others")) {
            for (JsonNode gateway : members.path(list)) {
                ObjectNode row = gateway.deepCopy();
                row.set("gateway", gateway.path("id"));
                row.set("peer", gateway.path("peerId"));
                row.set("heardMs", gateway.path("lastHeardMillis"));
                if (gateway.path("voter").asBoolean()
                        && gateway.path("unwanted").asBoolean()) {
                    row.put("role", gateway.path("role").asText() + " (leaving)");
                }
                items.add(row);
            }
        }
        return Door.JSON.createObjectNode().set("items", items);
    }

    static List<String> voters(JsonNode members) {
        List<String> ids = new ArrayList<>();
        members.path("items")
                .forEach(item ->
                        ids.add(item.path("id").asText(item.path("peerId").asText())));
        return ids;
    }

    static String leader(JsonNode members) {
        return members.path("leader").asText("");
    }

    /** In one line, for people who wait. */
    static String line(JsonNode members) {
        String plan = members.path("plan").asText("");
        return String.join(",", voters(members)) + " of "
                + members.path("wantedSize").asInt() + " wanted, leader "
                + (leader(members).isEmpty() ? "-" : leader(members)) + (plan.isEmpty() ? "" : "; " + plan);
    }
}
