package infocenter.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The gateways of the cluster under test, and single calls to them outside of any measurement. Blocks.
 *
 * @param leader public door of the gateway whose member leads
 * @param followers public doors of the other members
 * @param spares public doors of gateways that are no members
 * @param leaderNode node door of the leader
 * @param memberNodes node doors of all members
 */
record Nodes(URI leader, List<URI> followers, List<URI> spares, URI leaderNode, List<URI> memberNodes) {
    private static final int READ_MILLIS = 120_000;

    static Nodes of(URI anyGateway) throws IOException {
        List<URI> followers = new ArrayList<>();
        List<URI> spares = new ArrayList<>();
        List<URI> memberNodes = new ArrayList<>();
        URI leader = null;
        URI leaderNode = null;
        JsonArray items = new JsonObject(call("GET", anyGateway.resolve("/ic/v1/nodes"), "")).getJsonArray("items");
        for (int i = 0; i < items.size(); i++) {
            JsonObject node = items.getJsonObject(i);
            if (!node.getString("role").equals("gateway")) {
                continue;
            }
            URI publicDoor = URI.create(node.getString("publicUrl"));
            URI nodeDoor = URI.create(node.getString("nodeUrl"));
            if (node.getBoolean("member")) {
                memberNodes.add(nodeDoor);
            }
            if (node.getBoolean("leader")) {
                leader = publicDoor;
                leaderNode = nodeDoor;
            } else if (node.getBoolean("member")) {
                followers.add(publicDoor);
            } else {
                spares.add(publicDoor);
            }
        }
        if (leader == null || leaderNode == null) {
            throw new IOException("no gateway says that it leads");
        }
        return new Nodes(leader, List.copyOf(followers), List.copyOf(spares), leaderNode, List.copyOf(memberNodes));
    }

    List<URI> gateways() {
        List<URI> all = new ArrayList<>();
        all.add(leader);
        all.addAll(followers);
        all.addAll(spares);
        return all;
    }

    JsonObject get(String path) throws IOException {
        return new JsonObject(call("GET", leader.resolve(path), ""));
    }

    void post(String path, JsonObject body) throws IOException {
        call("POST", leader.resolve(path), body.encode());
    }

    /** Body of a 2xx answer. */
    static String call(String method, URI uri, String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(3_000);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestMethod(method);
        if (method.equals("POST")) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status >= 300) {
                throw new IOException(method + " " + uri + " answered " + status + " " + text);
            }
            return text;
        }
    }
}
