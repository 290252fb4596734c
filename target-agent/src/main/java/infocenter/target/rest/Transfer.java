package infocenter.target.rest;

import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import infocenter.node.NodePaths;
import infocenter.node.TransferHeaders;
import infocenter.target.run.MapCopy;
import infocenter.target.store.ObjectVersion;
import infocenter.target.store.VersionRule;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change that another target wants to make here.
 *
 * @param sender who wants it
 * @param incarnation of the sender
 * @param mapVersion that the sender goes by
 * @param xaction whose run it is, if any
 * @param rule for the version of what is put
 */
record Transfer(
        long bucketId,
        ObjectName name,
        NodeId sender,
        long incarnation,
        long mapVersion,
        @Nullable XactionId xaction,
        VersionRule rule) {
    static long bucketId(String path) {
        int end = path.indexOf('/', NodePaths.OBJECTS.length());
        return number("bucketId", path.substring(NodePaths.OBJECTS.length(), end < 0 ? path.length() : end));
    }

    static ObjectName name(String path) {
        int end = path.indexOf('/', NodePaths.OBJECTS.length());
        return ObjectAddress.name(end < 0 ? "" : path.substring(end + 1));
    }

    /** Map version that an asker goes by; 0 when it does not say. */
    static long mapVersion(HttpServerRequest request) {
        String version = request.getHeader(TransferHeaders.MAP_VERSION);
        return version == null ? 0 : number(TransferHeaders.MAP_VERSION, version);
    }

    /**
     * Reads path and headers.
     *
     * @throws Problem.Refused naming the header that is missing or wrong
     */
    static Transfer of(HttpServerRequest request, String path) {
        long version = number(TransferHeaders.MAP_VERSION, header(request, TransferHeaders.MAP_VERSION));
        String xaction = request.getHeader(TransferHeaders.XACTION);
        try {
            return new Transfer(
                    bucketId(path),
                    name(path),
                    new NodeId(header(request, TransferHeaders.SENDER)),
                    number(TransferHeaders.INCARNATION, header(request, TransferHeaders.INCARNATION)),
                    version,
                    xaction == null ? null : new XactionId(xaction),
                    rule(request, version));
        } catch (IllegalArgumentException bad) {
            throw Problem.field(TransferHeaders.SENDER, String.valueOf(bad.getMessage()))
                    .refused();
        }
    }

    /** True when it may rest on a map that is newer than this one. */
    boolean ahead(MapCopy.View view) {
        Optional<Node> node = view.node(sender);
        boolean newerSender = node.isEmpty() || incarnation > node.get().incarnation() || !lives(node.get());
        return newerSender
                || mapVersion > view.placementVersion()
                || bucketId > view.map().sequence();
    }

    /** Refuses a sender that this map does not show alive as that incarnation. */
    void requireSender(MapCopy.View view) {
        Optional<Node> node = view.node(sender);
        if (node.isEmpty() || !lives(node.get())) {
            throw Problem.of(
                            409,
                            "sender-refused",
                            "the map does not show " + sender + " alive as incarnation " + incarnation)
                    .refused();
        }
    }

    private boolean lives(Node node) {
        return node.livesAs(incarnation);
    }

    private static VersionRule rule(HttpServerRequest request, long mapVersion) {
        String version = request.getHeader(TransferHeaders.OBJECT_VERSION);
        if (version == null) {
            return new VersionRule.Next(mapVersion);
        }
        return new VersionRule.Exactly(
                version(version),
                number(TransferHeaders.CREATED, header(request, TransferHeaders.CREATED)),
                mapVersion);
    }

    private static ObjectVersion version(String text) {
        try {
            return ObjectVersion.parse(text);
        } catch (IllegalArgumentException bad) {
            throw Problem.field(TransferHeaders.OBJECT_VERSION, "no version of an object: " + text)
                    .refused();
        }
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        if (value == null) {
            throw Problem.field(name, "header " + name + " is missing").refused();
        }
        return value;
    }

    private static long number(String field, String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException bad) {
            // Told below.
        }
        throw Problem.field(field, field + " must be a whole number that is not negative")
                .refused();
    }
}
