package infocenter.gateway.ais.bucket;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.door.GatewayUseCases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which buckets there are, and their properties. */
final class BucketViews {
    private final GatewayUseCases useCases;
    private final LivingBuckets living;

    BucketViews(GatewayUseCases useCases) {
        this.useCases = useCases;
        this.living = new LivingBuckets(useCases);
    }

    void list(AisCall call) {
        String provider = call.query("provider");
        if (!provider.isEmpty() && !provider.equalsIgnoreCase("ais")) {
            // Of any other provider there are none.
            call.json(json -> {
                json.writeStartArray();
                json.writeEndArray();
            });
            return;
        }
        String namespace = call.query("namespace");
        call.atMember(
                call.remote(),
                () -> call.when(useCases.table().now(), moment -> {
                    List<BucketName> names = new ArrayList<>();
                    for (BucketName name :
                            moment.information().buckets().byName().keySet()) {
                        if (namespace.isEmpty() || namespace.equals("@" + name.namespace())) {
                            names.add(name);
                        }
                    }
                    call.json(json -> {
                        json.writeStartArray();
                        for (BucketName name : names) {
                            json.writeStartObject();
                            fields(json, name);
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                    });
                }));
    }

    void head(AisCall call) {
        BucketName name = AisBuckets.ofPath(call, call.name("bucket"));
        call.atMember(
                call.remote(),
                () -> living.now(call, name, bucket -> {
                    props(call, bucket);
                    call.empty();
                }));
    }

    /** Puts the properties of that bucket into the header where clients look for them. */
    static void props(AisCall call, Bucket bucket) {
        call.response().putHeader("Ais-Bucket-Props", BucketProps.of(bucket).encode());
    }

    /** Name, provider and namespace, within an object. */
    static void fields(JsonGenerator json, BucketName name) throws IOException {
        json.writeStringField("name", name.name());
        json.writeStringField("provider", name.provider());
        json.writeObjectFieldStart("namespace");
        int hash = name.namespace().indexOf('#');
        json.writeStringField("uuid", hash < 0 ? "" : name.namespace().substring(0, hash));
        json.writeStringField("name", hash < 0 ? "" : name.namespace().substring(hash + 1));
        json.writeEndObject();
    }
}
