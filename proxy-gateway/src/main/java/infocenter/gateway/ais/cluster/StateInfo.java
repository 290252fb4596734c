package infocenter.gateway.ais.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.cluster.Node;
import java.io.IOException;

/** Which versions of what a node has, and how it is: what clients compare between nodes. */
record StateInfo(Smap map) {
    /** Cluster started, node started, and nothing that speaks against it. */
    private static final int HEALTHY = 2 | 4;

    private static final int REBALANCING = 8;

    void write(JsonGenerator json) throws IOException {
        Node leader = map.leader();
        String version = Long.toString(map.version());
        json.writeStartObject();
        json.writeObjectFieldStart("smap");
        json.writeObjectFieldStart("Primary");
        json.writeStringField(
                "pub_url", leader == null ? "" : leader.addresses().publicUrl());
        json.writeStringField(
                "control_url", leader == null ? "" : leader.addresses().publicUrl());
        json.writeStringField("id", leader == null ? "" : leader.id().value());
        json.writeEndObject();
        json.writeStringField("uuid", map.uuid());
        json.writeStringField("version", version);
        json.writeEndObject();
        json.writeObjectFieldStart("bmd");
        json.writeStringField("uuid", map.uuid());
        json.writeStringField(
                "version", Long.toString(Math.max(1, map.view().map().sequence())));
        json.writeEndObject();
        versioned(json, "rmd", Long.toString(map.view().placementVersion()));
        versioned(json, "config", "1");
        versioned(
                json, "etlmd", Integer.toString(map.view().map().transformers().size()));
        json.writeNumberField("flags", map.view().moving() ? HEALTHY | REBALANCING : HEALTHY);
        json.writeEndObject();
    }

    private static void versioned(JsonGenerator json, String field, String version) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("version", version);
        json.writeEndObject();
    }
}
