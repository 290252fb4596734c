package infocenter.gateway.ais.object;

import infocenter.core.bucket.BucketName;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisStart;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Files of targets that become objects. */
final class Promotes {
    private Promotes() {}

    static void answer(AisCall call) {
        BucketName bucket = AisBuckets.ofPath(call, call.name("bucket"));
        AisFields value = call.message().fields();
        String source = value.text("src").isEmpty() ? call.message().name() : value.text("src");
        if (!value.text("tid").isEmpty()) {
            throw new AisRefusal(AisError.unsupported("promoting files of one target alone is not supported"));
        }
        JsonObject arguments = new JsonObject().put("path", source);
        String prepend = value.text("obj");
        if (!prepend.isEmpty()) {
            arguments.put("prepend", prepend);
        }
        if (value.flag("dls")) {
            arguments.put("deleteSource", true);
        }
        AisStart.of("promote", List.of(bucket), arguments).answer(call);
    }

    /** Of a blob: for buckets of a cloud. */
    static void notRemote(AisCall call) {
        BucketName bucket = AisBuckets.ofPath(call, call.name("bucket"));
        throw new AisRefusal(
                new AisError(400, "ErrNotRemoteBck", "blob-download: bucket \"" + bucket.shown() + "\" is not remote"));
    }
}
